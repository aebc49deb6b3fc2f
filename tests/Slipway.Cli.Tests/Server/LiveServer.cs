using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Slipway.Cli.Client;
using Slipway.Server;

[assembly: AssemblyFixture(typeof(Slipway.Cli.Tests.Server.LiveServer))]

namespace Slipway.Cli.Tests.Server;

/// <summary>A whole server on a real port, one for all tests: each works in projects of its own.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    public const string Password = "a password for tests";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("slipway-cli-server-");
    private WebApplication _app = null!;

    public Uri Address => new(_app.Urls.First());

    public async ValueTask InitializeAsync()
    {
        _app = await SlipwayServer.BuildAsync(new ServerOptions { DataDirectory = _data.FullName, Url = "http://127.0.0.1:0", AdministratorPassword = Password, LogLevel = LogLevel.Warning }, CancellationToken.None);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    /// <summary>The administrator, by the API itself.</summary>
    public Task<SlipwayClient> AdministratorAsync() => SlipwayClient.SignInAsync(Address, "admin", Password, TestContext.Current.CancellationToken);
}
