using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Slipway.Pipelines;

/// <summary>
/// A pipeline as Code Stream exports it: stages in order, each with tasks in order or side by side.
/// The same record is the API body, the YAML document and the snapshot that an execution keeps of what it started with; as JSON
/// it has the names of Code Stream's <c>Pipeline</c> data structure, whatever the serializer's options are.
/// </summary>
[JsonConverter(typeof(PipelineJsonConverter))]
public sealed record Pipeline : Document
{
    /// <summary>The most executions that run at the same time when the document does not say (Code Stream's default).</summary>
    public const int DefaultConcurrency = 10;

    /// <inheritdoc/>
    public override string Kind => DocumentKinds.Pipeline;

    /// <summary>Code Stream's icon string, such as <c>organization,left, is-error</c>; carried, not read.</summary>
    public string? Icon { get; init; }

    /// <summary>Whether the pipeline may run, and be asked for in the catalog. Code Stream makes every new one disabled; an imported document keeps what it says.</summary>
    public PipelineState State { get; init; }

    /// <summary>Whether the pipeline may run.</summary>
    public bool Enabled => State is not PipelineState.Disabled;

    /// <summary>How many executions may run at the same time; further ones queue. At least 1.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>The choice of injected inputs, such as <c>DOCKER_TRIGGER</c> or <c>GIT_TRIGGER</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Input names in document order, each with its default value.</summary>
    public OrderedDictionary<string, JsonNode?> Input { get; init; } = [];

    /// <summary>Description and necessity of inputs, by input name.</summary>
    public OrderedDictionary<string, InputMeta> InputMeta { get; init; } = [];

    /// <summary>Output names, each with the expression that yields its value when the execution ends.</summary>
    public OrderedDictionary<string, JsonNode?> Output { get; init; } = [];

    /// <summary>Description of outputs, by output name.</summary>
    public OrderedDictionary<string, OutputMeta> OutputMeta { get; init; } = [];

    /// <summary>The input and output that lists of executions show.</summary>
    public Starred? Starred { get; init; }

    /// <summary>Where CI and custom tasks run; null when the document says nothing of it.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>Stage names in the order they run.</summary>
    public ImmutableArray<string> StageOrder { get; init; } = [];

    /// <summary>The stages by name.</summary>
    public OrderedDictionary<string, Stage> Stages { get; init; } = [];

    /// <summary>Who is told of what, and how.</summary>
    public Notifications Notifications { get; init; } = new();

    /// <summary>Which pipelines undo what a failed stage or task did.</summary>
    public ImmutableArray<Rollback> Rollbacks { get; init; } = [];

    /// <summary>Labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>
    /// The YAML that it was read from, comments and all; null where it was read from something else. The record may have been changed since:
    /// <see cref="Editing.WrittenText.Change"/> makes the text follow.
    /// </summary>
    public string? Text { get; init; }
}

/// <summary>What a pipeline may do.</summary>
public enum PipelineState
{
    /// <summary>It cannot be executed.</summary>
    Disabled,

    /// <summary>It can be executed, by a person or a trigger.</summary>
    Enabled,

    /// <summary>Enabled, and offered in the catalog as well.</summary>
    Released,
}

/// <summary>The input and output of an execution that stand out: one name each.</summary>
/// <param name="Input">Name of an input; null for none.</param>
/// <param name="Output">Name of an output; null for none.</param>
public sealed record Starred(string? Input, string? Output)
{
    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>What is known of one output besides its value.</summary>
/// <param name="Description">Free text for the person who reads it.</param>
public sealed record OutputMeta(string Description = "")
{
    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>What is known of one input besides its default value.</summary>
/// <param name="Description">Free text for the person who runs the pipeline.</param>
/// <param name="Mandatory">Whether an execution may start without a value.</param>
public sealed record InputMeta(string Description = "", bool Mandatory = false)
{
    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>A stage: groups of tasks, one group after the other.</summary>
public sealed record Stage
{
    /// <summary>Task names in order. An item with commas, such as <c>Lint,Unit tests</c>, is one group whose tasks run side by side.</summary>
    public ImmutableArray<string> TaskOrder { get; init; } = [];

    /// <summary>The tasks by name.</summary>
    public OrderedDictionary<string, PipelineTask> Tasks { get; init; } = [];

    /// <summary>Labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary><see cref="TaskOrder"/> taken apart: the groups in order, in each the tasks that run side by side.</summary>
    [JsonIgnore]
    public IEnumerable<ImmutableArray<string>> Groups =>
        TaskOrder.Select(item => item.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray());

    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>One task of a stage.</summary>
public sealed record PipelineTask
{
    /// <summary>Code Stream's type string: <c>K8S</c>, <c>REST</c>, <c>CI</c> and so on.</summary>
    public required string Type { get; init; }

    /// <summary>Endpoint names by role, such as <c>kubernetesServer</c>.</summary>
    public OrderedDictionary<string, string> Endpoints { get; init; } = [];

    /// <summary>The type's own fields, <c>${…}</c> not yet bound.</summary>
    public JsonObject Input { get; init; } = [];

    /// <summary>The task runs only when this condition holds; always, when null or blank.</summary>
    public string? PreCondition { get; init; }

    /// <summary>Labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Whether the pipeline goes on when this task fails (Code Stream: "Continue on failure").</summary>
    public bool IgnoreFailure { get; init; }

    /// <summary>How long one attempt may take, waiting for people included; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often, and when, the task is tried again after it failed; null for never.</summary>
    public Retry? Retry { get; init; }

    /// <summary>What becomes of the task when the server went down while it was under way, where its type cannot take it up again.</summary>
    public InterruptedTask OnInterrupt { get; init; }

    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}
