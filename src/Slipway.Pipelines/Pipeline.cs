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
public sealed record Pipeline
{
    /// <summary>The most executions that run at the same time when the document does not say (Code Stream's default).</summary>
    public const int DefaultConcurrency = 10;

    /// <summary>The name (not the id) of the project that owns the pipeline.</summary>
    public required string Project { get; init; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Code Stream's icon string, such as <c>organization,left, is-error</c>; carried, not read.</summary>
    public string? Icon { get; init; }

    /// <summary>Whether the pipeline may run. Code Stream never sets this on creation by the API, but an imported document keeps it.</summary>
    public bool Enabled { get; init; }

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

    /// <summary>Stage names in the order they run.</summary>
    public ImmutableArray<string> StageOrder { get; init; } = [];

    /// <summary>The stages by name.</summary>
    public OrderedDictionary<string, Stage> Stages { get; init; } = [];

    /// <summary>Labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Keys of the document that this version does not read; they survive a round trip.</summary>
    public JsonObject? Other { get; init; }
}

/// <summary>What is known of one input besides its default value.</summary>
/// <param name="Description">Free text for the person who runs the pipeline.</param>
/// <param name="Mandatory">Whether an execution may start without a value.</param>
public sealed record InputMeta(string Description = "", bool Mandatory = false)
{
    /// <inheritdoc cref="Pipeline.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>A stage: groups of tasks, one group after the other.</summary>
public sealed record Stage
{
    /// <summary>Task names in order. An item with commas, such as <c>Lint,Unit tests</c>, is one group whose tasks run side by side.</summary>
    public ImmutableArray<string> TaskOrder { get; init; } = [];

    /// <summary>The tasks by name.</summary>
    public OrderedDictionary<string, PipelineTask> Tasks { get; init; } = [];

    /// <summary><see cref="TaskOrder"/> taken apart: the groups in order, in each the tasks that run side by side.</summary>
    [JsonIgnore]
    public IEnumerable<ImmutableArray<string>> Groups =>
        TaskOrder.Select(item => item.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray());

    /// <inheritdoc cref="Pipeline.Other"/>
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

    /// <summary>Whether the pipeline goes on when this task fails (Code Stream: "Continue on failure").</summary>
    public bool IgnoreFailure { get; init; }

    /// <inheritdoc cref="Pipeline.Other"/>
    public JsonObject? Other { get; init; }
}
