using System.Text.Json.Nodes;
using Slipway.Projects.Listing;

namespace Slipway.Server.OpenApi;

/// <summary>What the API's description says of one operation beyond what its route tells.</summary>
/// <param name="Id">As Code Stream's own description calls it where that is known, and in its style elsewhere.</param>
/// <param name="Tag">The group in which it stands.</param>
/// <param name="Summary">One line.</param>
internal sealed record Operation(string Id, string Tag, string Summary)
{
    /// <summary>What else is to be known.</summary>
    public string Description { get; init; } = "";

    /// <summary>The name of the body's schema; null for none.</summary>
    public string? Request { get; init; }

    /// <summary>What the body is.</summary>
    public string RequestType { get; init; } = Json;

    /// <summary>Whether the body is read whatever type it says it has, as registries' are.</summary>
    public bool ReadsAnyType { get; init; }

    /// <summary>A body that works where there is a project <c>acme</c>.</summary>
    public JsonNode? Example { get; init; }

    /// <summary>The name of the answer's schema; null where it is text.</summary>
    public string? Response { get; init; } = Schemas.AnyObject;

    /// <summary>What the answer is.</summary>
    public string ResponseType { get; init; } = Json;

    /// <summary>What else the answer can be, where it is asked for: the media type, and the name of the schema.</summary>
    public (string Type, string Schema)[] OtherResponses { get; init; } = [];

    /// <summary>The status of the good answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The bad answers that are not as everywhere else, each with the name of its body's schema; null for no body.</summary>
    public (int Status, string Description, string? Schema)[] Failures { get; init; } = [];

    /// <summary>By what a list can be filtered and ordered; null where it is no list.</summary>
    public ListFields? Fields { get; init; }

    /// <summary>Parameters of the query, each with what it is for.</summary>
    public (string Name, string Description)[] Query { get; init; } = [];

    public const string Json = "application/json";
    public const string Yaml = "application/x-yaml";
}
