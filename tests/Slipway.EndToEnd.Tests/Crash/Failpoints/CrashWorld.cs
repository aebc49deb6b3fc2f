using Slipway.Cli.Client;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>A cluster for all runs, and the data of a server that was set up for the scenario: each run begins with a copy of it.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private readonly TestWorld world;
    private readonly DirectoryInfo runs = Directory.CreateTempSubdirectory("slipway-crash-");

    private CrashWorld(TestWorld world) => this.world = world;

    public static async Task<CrashWorld> StartAsync(CancellationToken cancellationToken)
    {
        var world = new CrashWorld(await TestWorld.StartAsync(cancellationToken));
        try
        {
            await using var server = await SlipwayProcess.StartAsync(world.world.Data.FullName, "http://127.0.0.1:0", cancellationToken);
            using var client = await SlipwayClient.SignInAsync(server.Address, SlipwayProcess.UserName, SlipwayProcess.Password, cancellationToken);
            await world.world.SetUpAsync(client, Scenario.Repository, Scenario.Pipelines, "Deploy", cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes through the scenario on a fresh copy of the data.</summary>
    /// <param name="deadly">The number of the place at which the server dies; 0 for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CrashResult> RunAsync(int deadly, CancellationToken cancellationToken)
    {
        var data = runs.CreateSubdirectory($"{deadly}");
        foreach (var file in world.Data.GetFiles())
        {
            file.CopyTo(Path.Combine(data.FullName, file.Name));
        }

        await using var run = new CrashRun(data.FullName, $"run{deadly}x", deadly);
        await run.ToTheEndAsync(cancellationToken);
        return new CrashResult(
            deadly,
            run.Passed,
            run.WasKilled,
            FinalState.Of(await run.ExecutionsAsync(cancellationToken), await run.LinesAsync(cancellationToken), run.Name),
            run.SentAgain,
            [.. world.Cluster.Audit.Where(write => write.Name.Contains(run.Name, StringComparison.Ordinal))]);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        runs.Delete(recursive: true);
    }
}
