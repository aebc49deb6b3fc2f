using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Pipelines.Expressions;
using Slipway.Projects.Variables;

namespace Slipway.Execution.Secrets;

/// <summary>Reads the variables that a pipeline names, for the execution that starts.</summary>
public sealed class VariableReader(IVariableDirectory variables, IRequesterRights rights)
{
    /// <summary>The execution with its variables; those that its requester may not use are left out and named.</summary>
    public async Task<ExecutionState> ReadAsync(ExecutionState state, CancellationToken cancellationToken)
    {
        var names = NamesOf(state.Definition);
        if (names.Count == 0)
        {
            return state;
        }

        var found = await variables.FindAsync(state.Project, names, cancellationToken);
        var mayUseRestricted = found.Any(variable => variable.Type is VariableType.Restricted)
            && await rights.MayUseRestrictedAsync(state.RequestedBy, state.Project, cancellationToken);
        var withheld = found.Where(variable => variable.Type is VariableType.Restricted && !mayUseRestricted).Select(variable => variable.Name).ToImmutableHashSet();
        return state with
        {
            Variables = found.Where(variable => !withheld.Contains(variable.Name)).ToImmutableDictionary(variable => variable.Name, variable => new Value(JsonValue.Create(variable.Value), variable.IsSecret)),
            WithheldVariables = withheld,
        };
    }

    private static HashSet<string> NamesOf(Pipeline pipeline)
    {
        var tasks = pipeline.Stages.Values.SelectMany(stage => stage.Tasks.Values);
        return [.. tasks.SelectMany(task => Binder.References(task.Input).Variables.Concat(Condition.References(task.PreCondition ?? "").Variables))];
    }
}
