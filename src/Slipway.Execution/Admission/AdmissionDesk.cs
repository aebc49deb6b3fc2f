using System.Text.Json.Nodes;
using Slipway.Execution.Catalog;
using Slipway.Execution.Secrets;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Pipelines;

namespace Slipway.Execution.Admission;

/// <summary>Finds out what those need who ask for executions of one pipeline, before any number or place is taken. Changes nothing.</summary>
public sealed class AdmissionDesk(IExecutionStore store, IPipelineCatalog catalog, ExecutionReader reader, TimeProvider clock)
{
    /// <summary>Reads what there is to know for all of them, and says of each what it asks for or why it cannot be.</summary>
    public async Task<AdmissionPreparation> PrepareAsync(Guid pipelineId, IReadOnlyList<AdmissionRequest> requests, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<ExecutionId, AdmissionResult>();
        var asked = new List<ExecutionState>();
        var pipeline = (await catalog.FindAsync(pipelineId, cancellationToken))?.Definition;
        var known = await store.NumbersAsync([.. requests.Select(request => request.Id)], cancellationToken);
        foreach (var request in requests)
        {
            if (known.TryGetValue(request.Id, out var index))
            {
                answers.Add(request.Id, new AdmissionResult.Admitted(request.Id, index));
            }
            else
            {
                var (state, refusal) = await AskedAsync(request, pipelineId, pipeline, cancellationToken);
                if (state is null)
                {
                    answers.Add(request.Id, new AdmissionResult.Refused(refusal!));
                }
                else
                {
                    asked.Add(state);
                }
            }
        }

        // What the pipeline names of its project is the same for everybody of one name.
        foreach (var alike in asked.Select((state, place) => (state, place)).GroupBy(one => one.state.RequestedBy).ToList())
        {
            var read = await reader.ReadAsync(alike.First().state, cancellationToken);
            foreach (var (state, place) in alike)
            {
                asked[place] = state with { Variables = read.Variables, Restricted = read.Restricted };
            }
        }

        return new AdmissionPreparation(asked, answers, pipeline?.Concurrency);
    }

    // What is asked for, or why it cannot be.
    private async Task<(ExecutionState? State, string? Refusal)> AskedAsync(AdmissionRequest request, Guid pipelineId, Pipeline? pipeline, CancellationToken cancellationToken)
    {
        if (pipeline is null)
        {
            return (null, "The pipeline does not exist any more.");
        }

        if (request.Parent is { Depth: > Parent.MostDepth })
        {
            return (null, $"Pipeline '{pipeline.Name}' would be run by a pipeline that is run by a pipeline, and so on, {Parent.MostDepth} times; that is as far as it goes.");
        }

        if (!pipeline.Enabled)
        {
            return (null, $"Pipeline '{pipeline.Name}' is disabled. Enable it first.");
        }

        var earlier = request.Again is { } again ? await store.FindAsync(again.Execution, cancellationToken) : null;
        if (request.Again is not null && earlier?.PipelineId != pipelineId)
        {
            return (null, $"Pipeline '{pipeline.Name}' has no execution {request.Again.Execution} any more, so that it cannot be run again.");
        }

        if (request.Again?.FromStage is { } stage)
        {
            var refusal = earlier!.WhyNotFrom(stage);
            return (refusal is null ? Asked(request, pipelineId, earlier!.Definition, earlier.Input).TakingOver(earlier, stage) : null, refusal);
        }

        // What is run again keeps the inputs that nobody gives anew, the secret ones among them, which nobody has been shown.
        var given = new JsonObject((earlier?.Input ?? []).Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())));
        foreach (var (name, value) in request.InputJson is { } json ? JsonNode.Parse(json)!.AsObject() : [])
        {
            given[name] = value?.DeepClone();
        }

        var (input, missing) = Inputs.Bind(pipeline, given);
        return missing.Count == 0
            ? (Asked(request, pipelineId, pipeline, input) with { RerunOf = earlier is null ? null : new Rerun(earlier.Id, earlier.Index, null), Secrets = [.. request.Secrets.Concat(earlier?.Secrets ?? [])] }, null)
            : (null, $"Pipeline '{pipeline.Name}' needs a value for: {string.Join(", ", missing)}.");
    }

    private ExecutionState Asked(AdmissionRequest request, Guid pipelineId, Pipeline pipeline, OrderedDictionary<string, JsonNode?> input) =>
        new()
        {
            Id = request.Id,
            Version = 1,
            PipelineId = pipelineId,
            Definition = pipeline,
            Index = 0,
            Input = input,
            Comments = request.Comments,
            Tags = [.. request.Tags ?? []],
            Parent = request.Parent,
            Secrets = [.. request.Secrets],
            RequestedBy = request.RequestedBy,
            RequestedAt = clock.GetUtcNow(),
            Status = ExecutionStatus.Queued,
            StatusMessage = $"Waiting for one of the pipeline's {pipeline.Concurrency} places.",
            Stages = pipeline.NotStarted(),
        };
}

/// <summary>What was found out about those who ask together.</summary>
/// <param name="Asked">Those to be admitted, in their order.</param>
/// <param name="Answers">The answers to the others.</param>
/// <param name="Concurrency">How many the pipeline lets run at the same time; null when it is gone.</param>
public sealed record AdmissionPreparation(List<ExecutionState> Asked, Dictionary<ExecutionId, AdmissionResult> Answers, int? Concurrency);
