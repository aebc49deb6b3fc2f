using Slipway.Execution.Grains;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Execution.Tests.Grains;

namespace Slipway.Execution.Tests.Model;

/// <summary>A history that an execution lives through on a real silo and a real database, and the model beside it.</summary>
internal sealed class LiveHistory(int seed, EngineHost engine, IReadOnlyDictionary<string, HistoryRunner> runners)
{
    private readonly Random random = new(seed);
    private readonly ExecutionId id = new(Guid.NewGuid());
    private readonly List<string> told = [];
    private ReferenceModel model = null!;
    private Plan plan = null!;
    private DateTimeOffset now = Sample.Now;

    public int Events => told.Count;

    public bool HasEnded => model.HasEnded;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        plan = Plans.Any(random, isTimed: false);
        model = new ReferenceModel(plan, [], now);
        var pipeline = await engine.AddAsync(plan.ToPipeline() with { Name = $"web {seed}" }, cancellationToken);
        await engine.AdmitAsync(pipeline, id);
        await ComesToAsync("start", () => model.Start(now), cancellationToken);
    }

    /// <summary>Some events, as the chances have it.</summary>
    public async Task GoOnAsync(int events, CancellationToken cancellationToken)
    {
        for (; events > 0 && !model.HasEnded; events--)
        {
            await HappensAsync(Chances.Next(random, model, now, isTimed: false), cancellationToken);
        }
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        while (!model.HasEnded)
        {
            await HappensAsync(Chances.ToTheEnd(model, now), cancellationToken);
        }
    }

    public Task RestartedAsync(CancellationToken cancellationToken) => ComesToAsync("restart", () => model.Crash(now), cancellationToken);

    private async Task HappensAsync(HistoryEvent happens, CancellationToken cancellationToken)
    {
        var grain = engine.Execution(id);
        switch (happens)
        {
            case HistoryEvent.Report { Attempt: var attempt, Said: var said } when model.UnderWay.Any(one => one.Try == attempt):
                runners[TypeOf(attempt)].Say(Of(attempt), said.ToOutcome());
                break;
            case HistoryEvent.Report { Attempt: var late, Said: var said }:
                await grain.Ended(AttemptReport.Of(Of(late), said.ToOutcome()));
                break;
            case HistoryEvent.Progress { Attempt: var attempt, Message: var message }:
                await grain.Progressed(Of(attempt), message);
                break;
            case HistoryEvent.Arrived { Attempt: var attempt }:
                await grain.Arrived(Of(attempt));
                break;
            case HistoryEvent.Pause:
                await grain.Pause("bob");
                break;
            case HistoryEvent.GoOn:
                await grain.GoOn("eve");
                break;
            case HistoryEvent.Cancel { Why: var why }:
                await grain.Cancel("bob", why);
                break;
            default:
                // The whole server restarts at once, and the clock is the real one.
                return;
        }

        await ComesToAsync(happens.ToString(), () => happens.To(model, now), cancellationToken);
    }

    // What the engine does by itself the model is told: variables are read, what is told to stop stops, and the time between attempts passes.
    private async Task ComesToAsync(string what, Action tellModel, CancellationToken cancellationToken)
    {
        tellModel();
        if (model.Status is "RESUMING")
        {
            model.Read(now);
        }

        while (model.Status is "CANCELING")
        {
            model.Report(now, model.UnderWay.First().Try, new Said.Stopped());
        }

        while (model.IsFree && model.All.Min(one => one.Job.Until?.Latest) is { } due)
        {
            now = due > now ? due : now;
            model.TimePasses(now);
        }

        told.Add($"{what} -> {model.Status}");
        try
        {
            await engine.WaitAsync(id, state => Differences.Between(model, state, areTimesKnown: false).Count == 0, cancellationToken);
        }
        catch (TimeoutException)
        {
            var state = (await engine.Store.FindAsync(id, cancellationToken))!;
            throw new InvalidOperationException($"History {seed} differs:\n{string.Join("\n", Differences.Between(model, state, areTimesKnown: false))}\n{plan}\n{string.Join("\n", told)}");
        }
    }

    private string TypeOf(Try attempt) => attempt.IsRollback ? ChildPipeline.TaskType
        : plan.Stages.First(stage => stage.Name == attempt.Stage).Tasks.First(task => task.Name == attempt.Task).IsFragile ? Plan.Fragile : Plan.Sturdy;

    private TaskAttempt Of(Try attempt) => new(id, attempt.Stage, attempt.Task, attempt.Number, attempt.IsRollback);
}
