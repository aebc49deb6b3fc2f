using System.Text.Json.Nodes;

namespace Slipway.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Title">In capitals.</param>
/// <param name="Text">What a document has there.</param>
internal sealed record Column(string Title, Func<JsonObject, string> Text)
{
    /// <summary>Whether it holds statuses, which are coloured.</summary>
    public bool IsStatus { get; init; }

    /// <summary>Whether it holds sentences or values, which give way to names when a line is too long.</summary>
    public bool IsProse { get; init; }

    /// <summary>A sentence or a value.</summary>
    public static Column Prose(string title, string field) => Of(title, field) with { IsProse = true };

    /// <summary>A field as it is.</summary>
    public static Column Of(string title, string field) => new(title, document => Field(document, field));

    /// <summary>A status.</summary>
    public static Column Status(string title, string field) => Of(title, field) with { IsStatus = true };

    /// <summary>A moment to the second, in UTC.</summary>
    public static Column Moment(string title, string field) => new(title, document => Field(document, field) is { Length: >= 19 } text ? text[..19].Replace('T', ' ') : "");

    /// <summary>A field as text; nothing when it is not there.</summary>
    public static string Field(JsonObject document, string field) => document[field] switch
    {
        null => "",
        JsonValue value => value.ToString(),
        JsonArray list => string.Join(", ", list.Select(item => item?.ToString())),
        var other => other.ToJsonString(),
    };
}
