using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Sandbox.DockerHub;

namespace Slipway.Registries.Tests.Hooks;

/// <summary>A local Docker Hub with one user and one repository, and the registrar as the server wires it, on a clock that stands still.</summary>
internal sealed class HubFixture : IAsyncDisposable
{
    public const string Password = "open-sesame-1234";
    public const string Secret = "s3cret-t0ken-of-the-hook";

    private readonly ServiceProvider services;

    private HubFixture(DockerHubSandbox hub, ServiceProvider services, FakeTimeProvider clock)
    {
        this.services = services;
        Hub = hub;
        Clock = clock;
        Account = new RegistryAccount(hub.Address, "alice", Password);
        Registrar = services.GetRequiredService<DockerHubHookRegistrar>();
    }

    public DockerHubSandbox Hub { get; }

    public FakeTimeProvider Clock { get; }

    public RegistryAccount Account { get; }

    public DockerHubHookRegistrar Registrar { get; }

    public ImageRepository Web { get; } = new("docker.io", "acme", "web");

    public Uri HookUrl { get; } = new($"http://127.0.0.1:9/pipelines/api/docker-hub-webhooks?secureToken={Secret}");

    public static async Task<HubFixture> StartAsync(CancellationToken cancellationToken)
    {
        var hub = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions(), cancellationToken);
        hub.AddUser("alice", Password);
        hub.AddRepository("acme/web");
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddDockerHubHooks().BuildServiceProvider();
        return new HubFixture(hub, services, clock);
    }

    public Task<HookResult> CreateAsync(CancellationToken cancellationToken) => Registrar.CreateAsync(Account, Web, "demo", HookUrl, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Hub.DisposeAsync();
    }
}
