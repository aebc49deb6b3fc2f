using System.Text.Json.Nodes;
using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Grains;
using Slipway.Execution.State;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Executions;

namespace Slipway.Server.Pipelines;

/// <summary>Starts pipelines for people at the pages of the console.</summary>
internal sealed class PipelineStarter(IPipelineStore pipelines, PageAccess people, IGrainFactory grains)
{
    /// <summary>Asks for an execution.</summary>
    /// <param name="pipeline">Which pipeline.</param>
    /// <param name="input">Values of its inputs by name; what is not there has its default.</param>
    /// <param name="comments">Free text.</param>
    /// <param name="again">The execution that runs again, whose inputs and tags hold where none are given; null for a new one.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    /// <returns>The execution, or why there is none.</returns>
    public async Task<(ExecutionId? Execution, Problem? Problem)> StartAsync(Guid pipeline, JsonObject input, string comments, ExecutionState? again, CancellationToken cancellationToken)
    {
        if (comments.Length > ExecutionAnswers.MaxTextLength)
        {
            return (null, Problem.BadRequest($"comments: has {comments.Length} characters; at most {ExecutionAnswers.MaxTextLength} are kept."));
        }

        var caller = await people.CallerAsync(cancellationToken);
        if (caller is null || await pipelines.FindAsync(pipeline, cancellationToken) is not { } found || !caller.May(Permission.Run, found.Project))
        {
            return (null, Problem.NotFound("You may not run this pipeline any more, or it is gone."));
        }

        var request = new AdmissionRequest(
            new ExecutionId(Guid.CreateVersion7()), input.ToJsonString(), caller.Name, comments, [.. again?.Tags ?? []], again is null ? null : new RunAgain(again.Id, null));
        return await grains.GetGrain<IPipelineGrain>(pipeline).Admit(request) switch
        {
            AdmissionResult.Admitted admitted => (admitted.Id, null),
            AdmissionResult.Refused refused => (null, Problem.BadRequest(refused.Reason)),
            var other => throw new InvalidOperationException($"Admission answered {other}."),
        };
    }
}
