using Microsoft.Extensions.Hosting;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>Leaves signals to the process that hosts the sandbox; the default lifetime would swallow its SIGTERM.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
