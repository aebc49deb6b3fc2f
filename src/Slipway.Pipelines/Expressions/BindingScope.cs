using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Expressions;

/// <summary>Everything that <c>${…}</c> can reach at one moment of an execution.</summary>
public sealed record BindingScope
{
    /// <summary>The execution's inputs: <c>${input.NAME}</c>.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Input { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Variables of the project: <c>${var.NAME}</c>.</summary>
    public IReadOnlyDictionary<string, Value> Variables { get; init; } = new Dictionary<string, Value>();

    /// <summary>Single words: <c>${executionId}</c>, <c>${executionIndex}</c>, <c>${name}</c>, <c>${requestBy}</c>, <c>${comments}</c> and so on.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Globals { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Stages by name: <c>${Stage.status}</c>, <c>${Stage.Task.output.path[0].x}</c>. Only stages and tasks of the pipeline itself.</summary>
    public IReadOnlyDictionary<string, StageScope> Stages { get; init; } = new Dictionary<string, StageScope>();

    /// <summary>
    /// The pipeline's own outputs: <c>${output.NAME}</c>, as notifications read them. Null as long as they are not known, which is
    /// until the execution has ended; reading one is an error that says so.
    /// </summary>
    public IReadOnlyDictionary<string, JsonNode?>? Output { get; init; }

    /// <summary>
    /// What the bare words of a condition name: the JSON that a service answered, when the condition is an exit criterion of a POLL
    /// task such as <c>status == 'FINISHED'</c>. Null where words are only words, as in a <c>preCondition</c>. An answer that is
    /// empty or JSON's null is an empty object here; one that is no JSON is a text. <see cref="Condition"/> has the rules.
    /// </summary>
    public JsonNode? Words { get; init; }

    /// <summary>
    /// Texts that are already known as secret in this execution. A secret that went into a task comes back in its
    /// <c>input</c> or <c>output</c>; where a value holds one of these texts it is among <see cref="BindResult.Secrets"/> again.
    /// </summary>
    public IReadOnlySet<string> Secrets { get; init; } = new HashSet<string>();

    /// <summary>What the scope has, never the values: they may be secrets.</summary>
    public override string ToString() => $"{Input.Count} inputs, {Variables.Count} variables, {Stages.Count} stages";
}

/// <summary>What expressions can read of a stage.</summary>
/// <param name="Status">Such as <c>COMPLETED</c>.</param>
/// <param name="Tasks">The stage's tasks by name.</param>
public sealed record StageScope(string Status, IReadOnlyDictionary<string, TaskScope> Tasks);

/// <summary>What expressions can read of a task.</summary>
/// <param name="Status">Such as <c>COMPLETED</c>.</param>
/// <param name="Input">The task's input as it was bound; null before the task starts.</param>
/// <param name="Output">The task's output; null before the task ends.</param>
public sealed record TaskScope(string Status, JsonObject? Input, JsonObject? Output)
{
    /// <summary>The status, never the values: they may hold secrets.</summary>
    public override string ToString() => Status;
}
