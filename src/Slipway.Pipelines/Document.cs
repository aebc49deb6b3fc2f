using System.Text.Json.Nodes;

namespace Slipway.Pipelines;

/// <summary>
/// One document of a file: a <see cref="Pipeline"/>, or one of the things beside it that Code Stream keeps as documents. A file
/// holds one or many, of any kinds.
/// </summary>
public abstract record Document
{
    /// <summary>What <c>kind</c> says, such as <c>PIPELINE</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The name (not the id) of the project that owns it; empty where a document may do without one and does.</summary>
    public required string Project { get; init; }

    /// <summary>Unique within the project and kind.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Keys of the document that this version does not read; they survive a round trip.</summary>
    public JsonObject? Other { get; init; }
}
