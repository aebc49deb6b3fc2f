using System.Text.Json.Nodes;
using Slipway.Execution.Admission;
using Slipway.Execution.Children;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;

namespace Slipway.Tasks.Pipeline;

/// <summary>
/// The <c>Pipeline</c> task: runs another pipeline of the project and waits for its end. Its output is the other's, with what it is and how it ended.
/// Rollbacks are run by it, too.
/// </summary>
public sealed class ChildPipelineTask(IChildExecutions children, TimeProvider clock) : ITaskRunner
{
    // The child says when it has ended; this is for when that message is lost.
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Type => ChildPipeline.TaskType;

    /// <inheritdoc/>
    public bool TakesUp => true;

    /// <inheritdoc/>
    public async Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        if (await children.FindAsync(context.Attempt, cancellationToken) is { } child)
        {
            return Told(child);
        }

        var name = (context.Input[ChildPipeline.PipelineKey] as JsonValue)?.ToString().Trim() ?? "";
        if (name.Length == 0)
        {
            return new TaskOutcome.Failed("'pipeline' is blank: it must be the name of a pipeline of this project.") { IsFinal = true };
        }

        var input = context.Input[ChildPipeline.InputKey] switch
        {
            null => [],
            JsonObject values => values,
            JsonValue text when string.IsNullOrWhiteSpace(text.ToString()) => [],
            _ => null,
        };
        if (input is null)
        {
            return new TaskOutcome.Failed("'inputProperties' must be a map of the pipeline's inputs by name.") { IsFinal = true };
        }

        return await children.StartAsync(context, name, input, cancellationToken) switch
        {
            AdmissionResult.Refused refused => new TaskOutcome.Failed(refused.Reason),
            _ => Told((await children.FindAsync(context.Attempt, cancellationToken))!),
        };
    }

    /// <inheritdoc/>
    public async Task<TaskOutcome> WithdrawAsync(TaskContext context, CancellationToken cancellationToken)
    {
        await children.CancelAsync(context, cancellationToken);
        return await children.FindAsync(context.Attempt, cancellationToken) is { } child
            ? new TaskOutcome.Canceled($"{Which(child)} was canceled, too.")
            : new TaskOutcome.Canceled("Canceled before it had started anything.");
    }

    private TaskOutcome Told(ExecutionState child) => child.Status switch
    {
        ExecutionStatus.Completed => new TaskOutcome.Completed(Output(child), $"{Which(child)}: {child.StatusMessage}") { Secrets = child.Secrets },
        ExecutionStatus.Canceled => new TaskOutcome.Failed($"{Which(child)} was canceled. {child.StatusMessage}", Output(child)),
        var status when status.IsEnded() => new TaskOutcome.Failed($"{Which(child)} failed: {child.StatusMessage}", Output(child)),
        _ => new TaskOutcome.Awaits($"{Which(child)} is on its way.", clock.GetUtcNow() + s_look, Output(child)),
    };

    private static string Which(ExecutionState child) => $"{child.Name}#{child.Index}";

    private static JsonObject Output(ExecutionState child)
    {
        var output = new JsonObject((child.Output ?? []).Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())));
        output["_executionId"] = child.Id.ToString();
        output["_executionIndex"] = child.Index;
        output["_executionLink"] = $"/codestream/api/executions/{child.Id}";
        output["status"] ??= child.Status.Wire();
        output["statusMessage"] ??= child.StatusMessage;
        return output;
    }
}
