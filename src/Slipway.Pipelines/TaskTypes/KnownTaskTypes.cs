using System.Collections.Immutable;

namespace Slipway.Pipelines.TaskTypes;

/// <summary>
/// Every task type of Code Stream, with the keys that real exports and VMware's texts show. That a type is known here does
/// not mean that it can run: which can is <see cref="ReadOptions.TaskTypes"/>.
/// </summary>
public static class KnownTaskTypes
{
    private static readonly ImmutableArray<TaskType> Types =
    [
        KubernetesTaskType.K8S,
        RequestTaskTypes.Rest,
        RequestTaskTypes.Poll,
        ScriptTaskTypes.Ci,
        ScriptTaskTypes.Ssh,
        ScriptTaskTypes.PowerShell,
        ScriptTaskTypes.Custom,
        FlowTaskTypes.UserOperation,
        FlowTaskTypes.Condition,
        FlowTaskTypes.Pipeline,
        ForeignTaskTypes.Jenkins,
        ForeignTaskTypes.Bamboo,
        ForeignTaskTypes.Tfs,
        ForeignTaskTypes.Vro,
        ForeignTaskTypes.Blueprint,
    ];

    /// <summary>All of them by name, in the order of the language reference.</summary>
    public static OrderedDictionary<string, TaskType> All { get; } =
        new(Types.Select(t => KeyValuePair.Create(t.Name, t)), StringComparer.Ordinal);
}
