using System.Text.Json.Nodes;
using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Execution.Grains;
using Slipway.Execution.State;
using Slipway.Projects.Access;
using Slipway.Projects.Audit;

namespace Slipway.Server.Executions;

/// <summary>What people do to executions, by whatever door. Whoever calls it has asked whether they may.</summary>
internal sealed class ExecutionSteering(IGrainFactory grains, IAuditLog audit)
{
    /// <summary>The permission that the next <see cref="ResumeAsync"/> takes: what waits for an administrator only an administrator lets go on.</summary>
    public static Permission ToResume(ExecutionState execution) => execution.IsHeld ? Permission.UseRestricted : Permission.Run;

    /// <summary>Starts nothing more of it until somebody resumes it.</summary>
    /// <returns>Whether it ran or waited.</returns>
    public async Task<bool> PauseAsync(ExecutionState execution, Caller caller, CancellationToken cancellationToken) =>
        await GrainOf(execution).Pause(caller.Name) && await RecordedAsync(AuditActions.Pause, execution, "", cancellationToken);

    /// <summary>Lets an execution go on that is paused, or waits for an administrator.</summary>
    /// <returns>Whether it was, or did.</returns>
    public async Task<bool> ResumeAsync(ExecutionState execution, Caller caller, CancellationToken cancellationToken) =>
        await (execution.IsHeld ? GrainOf(execution).Resume(caller.Name) : GrainOf(execution).GoOn(caller.Name))
        && await RecordedAsync(AuditActions.Resume, execution, execution.StatusMessage, cancellationToken);

    /// <summary>Ends it; what is under way is told to stop.</summary>
    /// <returns>Whether it had not ended, and nobody else had canceled it.</returns>
    public async Task<bool> CancelAsync(ExecutionState execution, Caller caller, string reason, CancellationToken cancellationToken) =>
        await GrainOf(execution).Cancel(caller.Name, reason) && await RecordedAsync(AuditActions.Cancel, execution, reason, cancellationToken);

    /// <summary>Gives it other words to find it by.</summary>
    /// <returns>Whether it is still there.</returns>
    public async Task<bool> TagAsync(ExecutionState execution, string[] tags, CancellationToken cancellationToken) =>
        await GrainOf(execution).Tag(tags) && await RecordedAsync(AuditActions.Tag, execution, string.Join(", ", tags), cancellationToken);

    /// <summary>Asks for another execution like it.</summary>
    /// <param name="execution">The execution that has ended.</param>
    /// <param name="caller">In whose name the other runs.</param>
    /// <param name="input">Input values in place of its own; what is not there stays the same.</param>
    /// <param name="fromStage">The first stage to run; null for all of the pipeline as it is now.</param>
    /// <param name="comments">Free text.</param>
    public Task<AdmissionResult> RerunAsync(ExecutionState execution, Caller caller, JsonObject? input, string? fromStage, string comments) =>
        grains.GetGrain<IPipelineGrain>(execution.PipelineId).Admit(
            new AdmissionRequest(new ExecutionId(Guid.CreateVersion7()), input?.ToJsonString(), caller.Name, comments, [.. execution.Tags], new RunAgain(execution.Id, fromStage)));

    private IExecutionGrain GrainOf(ExecutionState execution) => grains.GetGrain<IExecutionGrain>(execution.Id.Value);

    private async Task<bool> RecordedAsync(string action, ExecutionState execution, string message, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            new AuditEvent(action, AuditKinds.Execution, $"{execution.Name}#{execution.Index}") { Resource = execution.Id.ToString(), Project = execution.Project, Message = message },
            cancellationToken);
        return true;
    }
}
