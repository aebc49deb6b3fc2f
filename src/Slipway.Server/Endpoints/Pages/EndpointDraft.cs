using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Projects.Endpoints;

namespace Slipway.Server.Endpoints.Pages;

/// <summary>An endpoint as somebody is about to write it.</summary>
public sealed class EndpointDraft
{
    // Who chooses another type by mistake finds their values again.
    private readonly Dictionary<string, Dictionary<string, string>> values = [];

    /// <summary>What it replaces, as it was read; null for a new one.</summary>
    public Endpoint? Current { get; private set; }

    /// <summary>The owning project's name.</summary>
    public string? Project { get; set; }

    /// <summary>The type's name.</summary>
    public string? Type { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Free text.</summary>
    public string? Description { get; set; }

    /// <summary>Whether it is restricted.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>What stands in the fields of its properties.</summary>
    public Dictionary<string, string> Values => values.TryGetValue(Type ?? "", out var kept) ? kept : values[Type ?? ""] = [];

    /// <summary>One that changes an endpoint.</summary>
    public static EndpointDraft Of(EndpointType? type, Endpoint endpoint)
    {
        var draft = new EndpointDraft
        {
            Current = endpoint,
            Project = endpoint.Project,
            Type = endpoint.Type,
            Name = endpoint.Name,
            Description = endpoint.Description,
            IsRestricted = endpoint.IsRestricted,
        };
        draft.values[endpoint.Type] = type is null ? [] : EndpointValues.Of(type, endpoint);
        return draft;
    }

    /// <summary>What was written here is to replace a later state.</summary>
    public void Overwrite(Endpoint later) => Current = later;

    /// <summary>As one would POST it, or PATCH it.</summary>
    public JsonObject Document(EndpointType type)
    {
        var document = new JsonObject
        {
            ["name"] = Name?.Trim() ?? "",
            ["description"] = Description ?? "",
            ["isRestricted"] = IsRestricted,
            ["properties"] = EndpointValues.Document(type, Values),
        };
        if (Current is null)
        {
            document["project"] = Project?.Trim() ?? "";
            document["type"] = type.Name;
        }
        else
        {
            document["version"] = Current.Revision.Version.ToString(CultureInfo.InvariantCulture);
        }

        return document;
    }

    /// <summary>In what it is not the same as the endpoint is now; secrets are not shown.</summary>
    public IReadOnlyList<(string Field, string Mine, string Theirs)> Differences(EndpointType type, Endpoint theirs)
    {
        var shown = EndpointValues.Of(type, theirs);
        (string, string, string)[] all =
        [
            ("Name", Name ?? "", theirs.Name),
            ("Description", Description ?? "", theirs.Description),
            ("Restricted", IsRestricted ? "yes" : "no", theirs.IsRestricted ? "yes" : "no"),
            .. type.Properties.Select(property => (property.Title, Shown(property, Values), Shown(property, shown))),
        ];
        return [.. all.Where(field => field.Item2 != field.Item3)];
    }

    private static string Shown(EndpointProperty property, Dictionary<string, string> values) => values.GetValueOrDefault(property.Name) switch
    {
        null or "" => property.IsSecret ? "" : property.Default ?? "",
        EndpointType.Masked when property.IsSecret => EndpointType.Masked,
        _ when property.IsSecret => "a new value, not shown",
        var value => value,
    };
}
