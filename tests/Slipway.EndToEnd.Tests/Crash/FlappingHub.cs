using Slipway.Sandbox.DockerHub;

namespace Slipway.EndToEnd.Tests.Crash;

/// <summary>A Docker Hub on a bad day: down, up, asking to be left alone, not knowing its own customers, losing answers. The same for the same seed, but for the moments.</summary>
internal static class FlappingHub
{
    /// <summary>Goes on until it is cancelled, and leaves a sound Hub.</summary>
    /// <returns>How often something began to go wrong.</returns>
    public static async Task<int> FlapAsync(DockerHubSandbox hub, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var flaps = 0;
        try
        {
            while (true)
            {
                await Task.Delay(random.Next(200, 1_500), cancellationToken);
                flaps++;
                switch (random.Next(5))
                {
                    case 0:
                        hub.Fail(429, random.Next(1, 20), retryAfter: TimeSpan.FromSeconds(1));
                        break;
                    case 1:
                        hub.Fail(401, random.Next(1, 4), "GET /v2/namespaces/acme/repositories/api");
                        break;
                    case 2:
                        hub.LoseAnswer(random.Next(1, 10));
                        break;
                    default:
                        hub.IsDown = true;
                        await Task.Delay(random.Next(200, 2_000), cancellationToken);
                        hub.IsDown = false;
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            hub.IsDown = false;
            return flaps;
        }
    }
}
