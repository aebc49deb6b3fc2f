using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Feed;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Pipelines;

namespace Slipway.Execution.Grains;

/// <summary>
/// Gives out a pipeline's numbers and places. Reentrant, so that many admissions share one commit: whatever must not be
/// torn apart (taking the number and the place) happens between two awaits. The order of the commits is the order of the numbers.
/// </summary>
[Reentrant]
public sealed partial class PipelineGrain(
    IExecutionStore store,
    IPipelineCatalog catalog,
    AdmissionDesk desk,
    JustAdmitted justAdmitted,
    NoticeWriter notices,
    Feed<ExecutionState> feed,
    EngineOptions options,
    TimeProvider clock,
    ILogger<PipelineGrain> logger) : Grain, IPipelineGrain
{
    private const int WokenAtOnce = 64;

    private readonly Dictionary<ExecutionId, Task<AdmissionResult>> admitting = [];
    private readonly HashSet<ExecutionId> beginning = [];
    private readonly HashSet<ExecutionId> running = [];
    private readonly WaitingLine queue = new();
    private Gathering? gathering;
    private Task preparing = Task.CompletedTask;
    private int lastIndex;
    private int concurrency = Pipeline.DefaultConcurrency;

    private Guid PipelineId => this.GetPrimaryKey();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var load = await store.LoadAsync(PipelineId, cancellationToken);
        lastIndex = load.LastIndex;
        foreach (var execution in load.Unfinished)
        {
            Take(execution.Id, execution.IsQueued);
        }

        concurrency = (await catalog.FindAsync(PipelineId, cancellationToken))?.Definition.Concurrency ?? concurrency;
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<AdmissionResult> Admit(AdmissionRequest request) => (await Admit([request]))[0];

    /// <inheritdoc/>
    public async Task<AdmissionResult[]> Admit(AdmissionRequest[] requests)
    {
        var fresh = requests.Where(request => !admitting.ContainsKey(request.Id)).DistinctBy(request => request.Id).ToArray();
        var admission = Gather(fresh);
        foreach (var request in fresh)
        {
            admitting[request.Id] = AnswerOf(request.Id, admission);
        }

        try
        {
            return await Task.WhenAll(requests.Select(request => admitting[request.Id]));
        }
        finally
        {
            foreach (var request in fresh)
            {
                admitting.Remove(request.Id);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<bool> Withdraw(ExecutionId id, string reason)
    {
        if (admitting.ContainsKey(id))
        {
            return false;
        }

        if (!queue.Remove(id))
        {
            // Whoever took it back may have died before they knew.
            return await store.FindAsync(id, CancellationToken.None) is { Status: ExecutionStatus.Canceled } gone && gone.StatusMessage == reason;
        }

        try
        {
            return await store.FindAsync(id, CancellationToken.None) is { Status: ExecutionStatus.Queued } state && await Commit(state, state.Withdraw(reason, clock.GetUtcNow()));
        }
        catch
        {
            // It was taken out of the queue in memory only.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task Released(ExecutionId id)
    {
        running.Remove(id);
        FillPlaces();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Wake()
    {
        var settled = running.Except(admitting.Keys).Except(beginning).ToHashSet();
        var unfinished = (await store.LoadAsync(PipelineId, CancellationToken.None)).Unfinished;

        running.ExceptWith(settled.Except(unfinished.Select(execution => execution.Id)));

        // One that has a place but is still queued on disk was not told: telling it again is harmless. One that rests is left alone until its time is up.
        var until = clock.GetUtcNow() + options.LongestNap;
        foreach (var some in unfinished.Where(execution => settled.Contains(execution.Id) && (execution.IsQueued || execution.WakeAt <= until)).Chunk(WokenAtOnce))
        {
            await Task.WhenAll(some.Select(Wake));
        }

        FillPlaces();
    }

    private async Task Wake(UnfinishedExecution execution)
    {
        try
        {
            var grain = GrainFactory.GetGrain<IExecutionGrain>(execution.Id.Value);
            await (execution.IsQueued ? grain.Start() : grain.Wake());
        }
        catch (Exception e)
        {
            // One that cannot be woken must not let the others sleep.
            LogNotWoken(execution.Id, e);
        }
    }

    // Many ask at once: what has to be read for one is read for all who have asked by then, and for those who ask meanwhile thereafter.
    private Task<Dictionary<ExecutionId, AdmissionResult>> Gather(AdmissionRequest[] requests)
    {
        if (gathering is null)
        {
            var together = requests.ToList();
            gathering = new Gathering(together, AdmitTogether(together));
        }
        else
        {
            gathering.Requests.AddRange(requests);
        }

        return gathering.Admission;
    }

    private async Task<Dictionary<ExecutionId, AdmissionResult>> AdmitTogether(List<AdmissionRequest> requests)
    {
        await Task.Yield();
        await preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        gathering = null;
        var preparation = desk.PrepareAsync(PipelineId, requests, CancellationToken.None);
        preparing = preparation;
        return await Admit(await preparation);
    }

    private static async Task<AdmissionResult> AnswerOf(ExecutionId id, Task<Dictionary<ExecutionId, AdmissionResult>> admission) => (await admission)[id];

    private async Task<Dictionary<ExecutionId, AdmissionResult>> Admit(AdmissionPreparation prepared)
    {
        // From here to the commits nothing is awaited: numbers and places are taken in one breath.
        concurrency = prepared.Concurrency ?? concurrency;
        var admitted = prepared.Asked.Select(Take).ToList();
        await Task.WhenAll(admitted.Zip(prepared.Asked, (state, before) => CommitNew(before, state)));
        foreach (var state in admitted)
        {
            prepared.Answers.Add(state.Id, new AdmissionResult.Admitted(state.Id, state.Index));
            await Begin(state);
        }

        return prepared.Answers;
    }

    private ExecutionState Take(ExecutionState asked)
    {
        var hasPlace = queue.Count == 0 && running.Count < concurrency;
        var state = Admitted(asked, ++lastIndex, hasPlace);
        Take(state.Id, isQueued: !hasPlace);
        return state;
    }

    private async Task Begin(ExecutionState state)
    {
        if (state.Status.IsOnItsWay())
        {
            beginning.Add(state.Id);
            justAdmitted.Add(state);
            BeginAndForget(state.Id).Ignore();
        }
        else if (state.Status.IsEnded())
        {
            await Released(state.Id);
        }
    }

    // Until it has been told, the sweep must not take it for one that somebody had begun. Should the message be lost, the sweep wakes it.
    private async Task BeginAndForget(ExecutionId id)
    {
        try
        {
            await GrainFactory.GetGrain<IExecutionGrain>(id.Value).Begin();
        }
        finally
        {
            beginning.Remove(id);
            justAdmitted.Forget(id);
        }
    }

    private ExecutionState Admitted(ExecutionState asked, int index, bool hasPlace)
    {
        var now = clock.GetUtcNow();
        var state = asked with { Index = index, RequestedAt = now };
        return hasPlace ? state.Start(now).Advance(now) : state;
    }

    private async Task CommitNew(ExecutionState asked, ExecutionState state)
    {
        IReadOnlyList<Notice> due;
        try
        {
            due = notices.Write(asked, state, clock.GetUtcNow());
            if (!await store.CreateAsync(state, due, CancellationToken.None))
            {
                throw new LostCommitException($"Number {state.Index} of pipeline {PipelineId} was given out by another activation, or the one before it was not committed.");
            }
        }
        catch
        {
            // Number and place were taken in memory only. The next activation counts anew from the disk.
            LogAdmissionLost(PipelineId, state.Index);
            DeactivateOnIdle();
            throw;
        }

        feed.Publish(state.Masked());
        GrainFactory.Deliver(due);
    }

    private async Task<bool> Commit(ExecutionState before, ExecutionState state)
    {
        var due = notices.Write(before, state, clock.GetUtcNow());
        var isCommitted = await store.CommitAsync(state, due, CancellationToken.None);
        if (isCommitted)
        {
            feed.Publish(state.Masked());
            GrainFactory.Deliver(due);
        }

        return isCommitted;
    }

    private void Take(ExecutionId id, bool isQueued)
    {
        if (isQueued)
        {
            queue.Add(id);
        }
        else
        {
            running.Add(id);
        }
    }

    private void FillPlaces()
    {
        while (running.Count < concurrency && queue.TryTake(out var next))
        {
            running.Add(next);
            GrainFactory.GetGrain<IExecutionGrain>(next.Value).Start().Ignore();
        }
    }

    [LoggerMessage(2021, LogLevel.Warning, "Execution {Execution} could not be taken up; the next sweep tries again.")]
    private partial void LogNotWoken(ExecutionId execution, Exception exception);

    [LoggerMessage(2020, LogLevel.Warning, "Pipeline {Pipeline}: the admission as number {Index} could not be committed; the pipeline's state is read again.")]
    private partial void LogAdmissionLost(Guid pipeline, int index);

    /// <summary>Those who ask together, until what they need is read, and what comes of it.</summary>
    private sealed record Gathering(List<AdmissionRequest> Requests, Task<Dictionary<ExecutionId, AdmissionResult>> Admission);
}
