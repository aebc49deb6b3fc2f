using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.State;

/// <summary>Keeps secrets out of everything that people and stores see of an execution.</summary>
public static class ExecutionSecrets
{
    /// <summary>Whether the execution holds what only the engine may know: variables, secrets that came out of them, and what it may not use.</summary>
    public static bool HasSomethingToSeal(this ExecutionState state) => !state.Variables.IsEmpty || !state.Secrets.IsEmpty || !state.Restricted.IsEmpty;

    /// <summary>The execution as it may be shown: the same, with every secret masked and without variables.</summary>
    public static ExecutionState Masked(this ExecutionState state)
    {
        if (!state.HasSomethingToSeal())
        {
            return state;
        }

        var mask = state.Mask();
        return state with
        {
            Variables = ImmutableDictionary<string, Value>.Empty,
            Restricted = RestrictedThings.None,
            Secrets = [],
            StatusMessage = mask.Mask(state.StatusMessage),
            Steered = state.Steered is { } steered ? steered with { Reason = mask.Mask(steered.Reason) } : null,
            Input = mask.Mask(state.Input),
            Output = state.Output is { } output ? mask.Mask(output) : null,
            Stages =
            [
                .. state.Stages.Select(stage => stage with
                {
                    Message = mask.Mask(stage.Message),
                    Tasks = [.. stage.Tasks.Select(mask.Mask)],
                    Rollback = stage.Rollback is { } rollback ? mask.Mask(rollback) : null,
                }),
            ],
        };
    }

    /// <summary>What hides the secrets that are known of this execution.</summary>
    internal static SecretMask Mask(this ExecutionState state) => new(state.Secrets);

    private static TaskState Mask(this SecretMask mask, TaskState task) => task with
    {
        Message = mask.Mask(task.Message),
        Input = mask.Mask(task.Input),
        Output = mask.Mask(task.Output),
        Rollback = task.Rollback is { } rollback ? mask.Mask(rollback) : null,
    };

    private static OrderedDictionary<string, JsonNode?> Mask(this SecretMask mask, OrderedDictionary<string, JsonNode?> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, mask.Mask(value.Value))));
}
