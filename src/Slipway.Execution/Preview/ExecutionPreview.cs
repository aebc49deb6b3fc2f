using System.Text.Json.Nodes;
using Slipway.Execution.Admission;
using Slipway.Execution.Secrets;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.Preview;

/// <summary>Says what an execution would be, and runs nothing.</summary>
public sealed class ExecutionPreview(ExecutionReader reader, TimeProvider clock)
{
    /// <summary>What an execution with this input would do, as far as that can be said before it starts; secrets are masked.</summary>
    /// <param name="pipelineId">The pipeline.</param>
    /// <param name="pipeline">Its definition.</param>
    /// <param name="given">Input values by name.</param>
    /// <param name="requestedBy">In whose name it would run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PreviewedExecution> RunAsync(Guid pipelineId, Pipeline pipeline, JsonObject given, string requestedBy, CancellationToken cancellationToken)
    {
        var (input, missing) = Inputs.Bind(pipeline, given);
        var now = clock.GetUtcNow();
        var state = await reader.ReadAsync(
            new ExecutionState
            {
                Id = new ExecutionId(Guid.Empty),
                Version = 1,
                PipelineId = pipelineId,
                Definition = pipeline,
                Index = 0,
                Input = input,
                Comments = "",
                RequestedBy = requestedBy,
                RequestedAt = now,
                Status = ExecutionStatus.Queued,
                StatusMessage = "",
                Stages = pipeline.NotStarted(),
            },
            cancellationToken);

        var scope = Scope.Of(state);
        var bound = (from stage in pipeline.StageOrder
                     from task in pipeline.Stages[stage].Groups.SelectMany(names => names)
                     let definition = pipeline.Stages[stage].Tasks[task]
                     select (stage, task, definition.Type, Result: Binder.Bind(definition.Input, scope))).ToList();
        var mask = (state with { Secrets = [.. bound.SelectMany(one => one.Result.Secrets)] }).Mask();
        return new PreviewedExecution(
            input,
            missing,
            [.. bound.Select(one => new PreviewedTask(one.stage, one.task, one.Type, mask.Mask(one.Result.Json as JsonObject), [.. one.Result.Errors.Select(error => mask.Mask(error))]))]);
    }
}

/// <summary>What an execution would be.</summary>
/// <param name="Input">Its input.</param>
/// <param name="Missing">The mandatory inputs that would be blank; with any of them it would be refused.</param>
/// <param name="Tasks">Its tasks in their order.</param>
public sealed record PreviewedExecution(IReadOnlyDictionary<string, JsonNode?> Input, IReadOnlyList<string> Missing, IReadOnlyList<PreviewedTask> Tasks);

/// <summary>What a task would be given.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Type">The task's type.</param>
/// <param name="Input">The bound input; null when it cannot be bound yet.</param>
/// <param name="Open">What cannot be bound before the execution runs, such as another task's output.</param>
public sealed record PreviewedTask(string Stage, string Task, string Type, JsonObject? Input, IReadOnlyList<string> Open);
