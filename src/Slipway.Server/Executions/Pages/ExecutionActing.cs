using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.State;
using Slipway.Server.Access;

namespace Slipway.Server.Executions.Pages;

/// <summary>Does what people choose on a page, and asks anew whether they may: that can have changed since the page was opened.</summary>
internal sealed class ExecutionActing(PageAccess access, ExecutionSteering steering, IPipelineStore pipelines)
{
    private const string Refused = "You may not do this any more.";

    /// <summary>Does it.</summary>
    /// <returns>Why it was not done, or the execution that runs again, or neither.</returns>
    public async Task<(string? Refusal, ExecutionId? Started)> DoAsync(ExecutionAct act, ExecutionState execution, CancellationToken cancellationToken)
    {
        if (await access.CallerAsync(cancellationToken) is not { } caller || !caller.May(act.Permission, execution.Project))
        {
            return (Refused, null);
        }

        if (act.Kind is ExecutionActKind.RunAgain)
        {
            return await steering.RerunAsync(execution, caller, null, act.FromStage, $"Runs #{execution.Index} again.") switch
            {
                AdmissionResult.Admitted admitted => (null, admitted.Id),
                AdmissionResult.Refused refused => (refused.Reason, null),
                var other => throw new InvalidOperationException($"Admission answered {other}."),
            };
        }

        var isDone = act.Kind switch
        {
            ExecutionActKind.Pause => await steering.PauseAsync(execution, caller, cancellationToken),
            ExecutionActKind.Resume => await steering.ResumeAsync(execution, caller, cancellationToken),
            ExecutionActKind.Cancel => await steering.CancelAsync(execution, caller, "", cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.Kind, "This one asks for inputs first."),
        };
        return (isDone ? null : "The execution has gone on meanwhile.", null);
    }

    /// <summary>The pipeline whose inputs are to be changed, or why they cannot be.</summary>
    public async Task<(CatalogedPipeline? Pipeline, string? Refusal)> PipelineAsync(ExecutionState execution, CancellationToken cancellationToken) =>
        await pipelines.FindAsync(execution.PipelineId, cancellationToken) is { } pipeline ? (pipeline, null) : (null, "The pipeline is gone, so that it cannot run again.");
}
