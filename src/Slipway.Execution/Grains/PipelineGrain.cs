using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Feed;
using Slipway.Execution.Secrets;
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
    ExecutionReader reader,
    Feed<ExecutionState> feed,
    TimeProvider clock,
    ILogger<PipelineGrain> logger) : Grain, IPipelineGrain
{
    private readonly Dictionary<ExecutionId, Task<AdmissionResult>> admitting = [];
    private readonly HashSet<ExecutionId> running = [];
    private readonly Queue<ExecutionId> queue = new();
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
    public async Task<AdmissionResult> Admit(AdmissionRequest request)
    {
        if (admitting.TryGetValue(request.Id, out var same))
        {
            return await same;
        }

        var admission = AdmitOnce(request);
        admitting[request.Id] = admission;
        try
        {
            return await admission;
        }
        finally
        {
            admitting.Remove(request.Id);
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
        var settled = running.Except(admitting.Keys).ToHashSet();
        var unfinished = (await store.LoadAsync(PipelineId, CancellationToken.None)).Unfinished;

        running.ExceptWith(settled.Except(unfinished.Select(execution => execution.Id)));
        foreach (var execution in unfinished.Where(execution => running.Contains(execution.Id)))
        {
            // One that has a place but is still queued on disk was not told: telling it again is harmless.
            var grain = GrainFactory.GetGrain<IExecutionGrain>(execution.Id.Value);
            await (execution.IsQueued ? grain.Start() : grain.Wake());
        }

        FillPlaces();
    }

    private async Task<AdmissionResult> AdmitOnce(AdmissionRequest request)
    {
        if (await store.FindAsync(request.Id, CancellationToken.None) is { } known)
        {
            return new AdmissionResult.Admitted(known.Id, known.Index);
        }

        if (await catalog.FindAsync(PipelineId, CancellationToken.None) is not { Definition: var pipeline })
        {
            return new AdmissionResult.Refused("The pipeline does not exist any more.");
        }

        if (!pipeline.Enabled)
        {
            return new AdmissionResult.Refused($"Pipeline '{pipeline.Name}' is disabled. Enable it first.");
        }

        var (input, missing) = Inputs.Bind(pipeline, JsonNode.Parse(request.InputJson)!.AsObject());
        if (missing.Count > 0)
        {
            return new AdmissionResult.Refused($"Pipeline '{pipeline.Name}' needs a value for: {string.Join(", ", missing)}.");
        }

        var withVariables = await reader.ReadAsync(Asked(request, pipeline, input), CancellationToken.None);

        // From here to the commit nothing is awaited: number and place are taken in one breath.
        concurrency = pipeline.Concurrency;
        var hasPlace = queue.Count == 0 && running.Count < concurrency;
        var state = Admitted(withVariables, ++lastIndex, hasPlace);
        Take(state.Id, isQueued: !hasPlace);
        await Commit(state);

        if (state.Status is ExecutionStatus.Running or ExecutionStatus.Waiting)
        {
            // The sweep wakes it should this message be lost.
            GrainFactory.GetGrain<IExecutionGrain>(state.Id.Value).Wake().Ignore();
        }
        else if (state.Status.IsEnded())
        {
            await Released(state.Id);
        }

        return new AdmissionResult.Admitted(state.Id, state.Index);
    }

    private ExecutionState Admitted(ExecutionState asked, int index, bool hasPlace)
    {
        var now = clock.GetUtcNow();
        var state = asked with { Index = index, RequestedAt = now };
        return hasPlace ? state.Start(now).Advance(now) : state;
    }

    private ExecutionState Asked(AdmissionRequest request, Pipeline pipeline, OrderedDictionary<string, JsonNode?> input) =>
        new()
        {
            Id = request.Id,
            Version = 1,
            PipelineId = PipelineId,
            Definition = pipeline,
            Index = 0,
            Input = input,
            Comments = request.Comments,
            RequestedBy = request.RequestedBy,
            RequestedAt = clock.GetUtcNow(),
            Status = ExecutionStatus.Queued,
            StatusMessage = $"Waiting for one of the pipeline's {pipeline.Concurrency} places.",
            Stages = pipeline.NotStarted(),
        };

    private async Task Commit(ExecutionState state)
    {
        try
        {
            if (!await store.CreateAsync(state, CancellationToken.None))
            {
                throw new InvalidOperationException($"Number {state.Index} of pipeline {PipelineId} was given out by another activation.");
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
    }

    private void Take(ExecutionId id, bool isQueued)
    {
        if (isQueued)
        {
            queue.Enqueue(id);
        }
        else
        {
            running.Add(id);
        }
    }

    private void FillPlaces()
    {
        while (running.Count < concurrency && queue.TryDequeue(out var next))
        {
            running.Add(next);
            GrainFactory.GetGrain<IExecutionGrain>(next.Value).Start().Ignore();
        }
    }

    [LoggerMessage(2020, LogLevel.Warning, "Pipeline {Pipeline}: the admission as number {Index} could not be committed; the pipeline's state is read again.")]
    private partial void LogAdmissionLost(Guid pipeline, int index);
}
