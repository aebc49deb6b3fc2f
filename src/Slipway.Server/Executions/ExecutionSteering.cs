using Slipway.Execution.Grains;
using Slipway.Execution.State;
using Slipway.Projects.Access;
using Slipway.Projects.Audit;

namespace Slipway.Server.Executions;

/// <summary>What people do to executions that are under way, by whatever door.</summary>
internal sealed class ExecutionSteering(IGrainFactory grains, IAuditLog audit)
{
    /// <summary>Lets an execution go on that waits for an administrator. Whoever calls it has asked whether the caller is one.</summary>
    /// <returns>Whether it waited.</returns>
    public async Task<bool> ResumeAsync(ExecutionState execution, Caller caller, CancellationToken cancellationToken)
    {
        var isResumed = await grains.GetGrain<IExecutionGrain>(execution.Id.Value).Resume(caller.Name);
        if (isResumed)
        {
            await audit.RecordAsync(
                new AuditEvent(AuditActions.Resume, AuditKinds.Execution, $"{execution.Name}#{execution.Index}") { Resource = execution.Id.ToString(), Project = execution.Project, Message = execution.StatusMessage },
                cancellationToken);
        }

        return isResumed;
    }
}
