using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Pipelines.Expressions;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;

namespace Slipway.Execution.Secrets;

/// <summary>Reads what of its project a pipeline names, for an execution that starts or is allowed more.</summary>
public sealed class ExecutionReader(IVariableDirectory variables, IEndpointDirectory endpoints, IRequesterRights rights)
{
    /// <summary>The execution with its variables. Restricted things that its requester may not use are named, and such variables left out.</summary>
    public async Task<ExecutionState> ReadAsync(ExecutionState state, CancellationToken cancellationToken)
    {
        var found = await variables.FindAsync(state.Project, VariablesOf(state.Definition), cancellationToken);
        var restricted = new RestrictedThings(
            [.. found.Where(variable => variable.Type is VariableType.Restricted).Select(variable => variable.Name)],
            [.. await endpoints.RestrictedAmongAsync(state.Project, EndpointsOf(state.Definition), cancellationToken)]);
        if (!restricted.IsEmpty && await rights.MayUseRestrictedAsync(state.RequestedBy, state.Project, cancellationToken))
        {
            restricted = RestrictedThings.None;
        }

        return state with { Variables = Values(found.Where(variable => !restricted.Variables.Contains(variable.Name))), Restricted = restricted };
    }

    /// <summary>The execution with the values of variables that it is allowed from here on.</summary>
    public async Task<ExecutionState> AllowAsync(ExecutionState state, RestrictedThings allowed, CancellationToken cancellationToken) =>
        state with { Variables = state.Variables.SetItems(Values(await variables.FindAsync(state.Project, allowed.Variables, cancellationToken))) };

    private static ImmutableDictionary<string, Value> Values(IEnumerable<Variable> variables) =>
        variables.ToImmutableDictionary(variable => variable.Name, variable => new Value(JsonValue.Create(variable.Value), variable.IsSecret));

    private static HashSet<string> EndpointsOf(Pipeline pipeline) =>
    [
        .. pipeline.Stages.Values.SelectMany(stage => stage.Tasks.Values).SelectMany(task => task.Endpoints.Values),
        .. pipeline.Notifications.Email.Select(mail => mail.Endpoint),
        .. pipeline.Notifications.Jira.Select(ticket => ticket.Endpoint),
    ];

    private static IReadOnlyCollection<string> VariablesOf(Pipeline pipeline) => [.. ReferencedNames.Of(pipeline).Variables];
}
