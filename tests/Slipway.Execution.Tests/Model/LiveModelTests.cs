using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Execution.Tests.Grains;
using Xunit;

namespace Slipway.Execution.Tests.Model;

/// <summary>The same histories through grains, dispatcher and database, with restarts of the server in between. 150 of them, and 10,000 with <c>SLIPWAY_PROVE=1</c>.</summary>
public sealed class LiveModelTests(ITestOutputHelper output)
{
    private const int Seed = 20260302;
    private const int Restarts = 3;
    private const int EventsBetweenRestarts = 5;
    private const int SideBySide = 64;

    private static readonly int Histories = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1" ? 10_000 : 150;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Executions_on_a_real_silo_end_where_the_model_does_whatever_happens_to_them_and_to_the_server()
    {
        var runners = new HistoryRunner[] { new(Plan.Sturdy, takesUp: true), new(Plan.Fragile, takesUp: false), new(ChildPipeline.TaskType, takesUp: true) };
        await using var engine = await EngineHost.StartAsync(Cancellation, services: services =>
        {
            services.RemoveAll<ITaskRunner>();
            foreach (var runner in runners)
            {
                services.AddSingleton<ITaskRunner>(runner);
            }
        });
        var byType = runners.ToDictionary(runner => runner.Type);
        var histories = Enumerable.Range(Seed, Histories).Select(seed => new LiveHistory(seed, engine, byType)).ToList();

        var cutOff = new List<int>();
        await All(history => history.StartAsync(Cancellation));
        for (var restart = 0; restart < Restarts; restart++)
        {
            await All(history => history.GoOnAsync(EventsBetweenRestarts, Cancellation));
            cutOff.Add(histories.Count(history => !history.HasEnded));
            await engine.RestartAsync(Cancellation);
            await All(history => history.RestartedAsync(Cancellation));
        }

        await All(history => history.EndAsync(Cancellation));
        output.WriteLine($"{Histories:N0} executions from seed {Seed}, {histories.Sum(history => history.Events):N0} events, {Restarts} restarts with {string.Join(", ", cutOff)} of them open, no difference.");

        Task All(Func<LiveHistory, Task> what) =>
            Parallel.ForEachAsync(histories, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = Cancellation }, async (history, _) => await what(history));
    }
}
