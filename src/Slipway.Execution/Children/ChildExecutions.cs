using System.Text.Json.Nodes;
using Orleans;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Grains;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Children;

/// <summary>Admits children as everybody else is admitted: by their pipeline, with a number and a place.</summary>
internal sealed class ChildExecutions(IExecutionStore store, IPipelineCatalog pipelines, IGrainFactory grains) : IChildExecutions
{
    public Task<ExecutionState?> FindAsync(TaskAttempt attempt, CancellationToken cancellationToken) => store.FindAsync(attempt.Child, cancellationToken);

    public async Task<AdmissionResult> StartAsync(TaskContext context, string pipeline, JsonObject input, CancellationToken cancellationToken)
    {
        if (await pipelines.FindAsync(context.Project, pipeline, cancellationToken) is not { } known)
        {
            return new AdmissionResult.Refused($"Project '{context.Project}' has no pipeline '{pipeline}'.");
        }

        var (attempt, execution) = (context.Attempt, context.Execution);
        var place = attempt.Task.Length == 0 ? attempt.Stage : $"{attempt.Stage}.{attempt.Task}";
        var request = new AdmissionRequest(
            attempt.Child,
            input.ToJsonString(),
            context.RequestedBy,
            $"{(attempt.IsRollback ? "Rolls back" : "Run by")} {execution.Name}#{execution.Index}, {place}.",
            [attempt.Execution.ToString()])
        {
            Parent = new Parent(attempt, execution.Name, execution.Index, execution.Depth + 1),
            Secrets = [.. context.Secrets],
        };
        return await grains.GetGrain<IPipelineGrain>(known.Id).Admit(request).WaitAsync(cancellationToken);
    }

    public async Task CancelAsync(TaskContext context, CancellationToken cancellationToken)
    {
        if (await FindAsync(context.Attempt, cancellationToken) is { } child && !child.Status.IsEnded())
        {
            await grains.GetGrain<IExecutionGrain>(child.Id.Value).Cancel($"{context.Execution.Name}#{context.Execution.Index}", "").WaitAsync(cancellationToken);
        }
    }
}
