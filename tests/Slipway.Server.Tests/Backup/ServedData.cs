using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Slipway.Cli.Client;
using Slipway.Storage;
using Slipway.Storage.Backup;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.Server.Tests.Backup;

/// <summary>Data directories on which a server runs now and then.</summary>
internal sealed class ServedData : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-backup-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string At(string name) => Path.Combine(home.FullName, name);

    public ServerOptions Options(string name, string? database = null) =>
        new() { DataDirectory = At(name), Database = database, Url = "http://127.0.0.1:0", AdministratorPassword = TestServer.Password };

    /// <summary>Runs a server for as long as somebody uses it.</summary>
    public static async Task ServeAsync(ServerOptions options, Func<SlipwayClient, WebApplication, Task> use)
    {
        await using (var server = await SlipwayServer.BuildAsync(options, Cancellation))
        {
            await server.StartAsync(Cancellation);
            using var client = await SlipwayClient.SignInAsync(new Uri(server.Urls.First()), "admin", TestServer.Password, Cancellation);
            await use(client, server);
            await server.StopAsync(Cancellation);
        }

        // What a program's end would have ended.
        SqliteCopy.LetGo(DatabaseChoice.Sqlite(options.DataDirectory));
        if (options.Database is { } database)
        {
            await LeaveAsync(database);
        }
    }

    /// <summary>Ends the connections that a program's end would have ended.</summary>
    public static async Task LeaveAsync(string database)
    {
        NpgsqlConnection.ClearAllPools();
        while ((await PostgresServer.ReadAsync<long>(database, "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", Cancellation)).Single() > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }
    }

    public static async Task AddProjectAsync(SlipwayClient client) => await client.PostAsync("/iaas/api/projects", new() { ["name"] = "acme" }, Cancellation);

    public static Task<JsonObject> AddAsync(SlipwayClient client, string name, string value) =>
        client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = name, ["value"] = value }, Cancellation);

    public static async Task<IReadOnlyDictionary<string, string>> VariablesAsync(SlipwayClient client) =>
        (await client.ListAsync("/codestream/api/variables", Cancellation)).ToDictionary(variable => variable["name"]!.GetValue<string>(), variable => variable["value"]!.GetValue<string>());

    public void CopyMasterKey(string from, string to)
    {
        Directory.CreateDirectory(At(to));
        File.Copy(Path.Combine(At(from), "master.key"), Path.Combine(At(to), "master.key"), overwrite: true);
    }

    public void Dispose() => home.Delete(recursive: true);
}
