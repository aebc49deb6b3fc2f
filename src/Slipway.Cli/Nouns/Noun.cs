using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>A kind of thing that the server keeps: where it is, what it is called, and what people want to see of it.</summary>
internal sealed record Noun
{
    /// <summary>The word of the command: <c>pipelines</c>.</summary>
    public required string Plural { get; init; }

    /// <summary>The word in sentences: <c>pipeline</c>.</summary>
    public required string Singular { get; init; }

    /// <summary>The collection in the API.</summary>
    public required string Path { get; init; }

    /// <summary>The collection's own name there; exports are asked for by it.</summary>
    public string Collection => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>What a table shows.</summary>
    public required ImmutableArray<Column> Columns { get; init; }

    /// <summary>Whether each is in a project; only projects are not.</summary>
    public bool IsInProject { get; init; } = true;

    /// <summary>Whether several share a name and are told apart by number: executions, as <c>Deploy#12</c>.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether its names are unique in a project; events are not.</summary>
    public bool HasName { get; init; } = true;

    /// <summary>The field that holds the name.</summary>
    public string NameField { get; init; } = "name";

    /// <summary>In which order a list is asked for when the person names none; null for the server's own.</summary>
    public string? Order { get; init; }

    /// <summary>What it consists of, shown below its fields.</summary>
    public Parts? Parts { get; init; }

    /// <summary><c>a pipeline</c>, <c>an endpoint</c>.</summary>
    public string WithArticle => $"{("aeiou".Contains(Singular[0], StringComparison.Ordinal) ? "an" : "a")} {Singular}";

    /// <summary>The name by which every command takes it.</summary>
    public string NameOf(JsonObject document)
    {
        var name = Column.Field(document, NameField);
        return !HasName ? Column.Field(document, "id")
            : IsNumbered ? $"{Column.Field(document, "project")}/{name}#{Column.Field(document, "index")}"
            : IsInProject ? $"{Column.Field(document, "project")}/{name}"
            : name;
    }

    /// <summary>Where a document is; projects do not tell.</summary>
    public string LinkOf(JsonObject document) => $"{Path}/{Uri.EscapeDataString(Column.Field(document, "id"))}";
}

/// <summary>What a document consists of.</summary>
/// <param name="Of">Takes it apart.</param>
/// <param name="Columns">What is shown of each part.</param>
internal sealed record Parts(Func<JsonObject, IReadOnlyList<JsonObject>> Of, ImmutableArray<Column> Columns);
