using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;

namespace Slipway.Server.Variables.Pages;

/// <summary>A variable as somebody is about to write it.</summary>
public sealed class VariableDraft
{
    /// <summary>What it replaces, as it was read; null for a new one.</summary>
    public Variable? Current { get; private set; }

    /// <summary>The owning project's name.</summary>
    public string? Project { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Free text.</summary>
    public string? Description { get; set; }

    /// <summary>Its type, as the API writes it.</summary>
    public string? Type { get; set; } = Wire(VariableType.Regular);

    /// <summary>Its value; a stored secret stands there as a mask.</summary>
    public string? Value { get; set; }

    /// <summary>Whether the value is not to be shown.</summary>
    public bool IsSecret => Type != Wire(VariableType.Regular);

    /// <summary>One that changes a variable.</summary>
    public static VariableDraft Of(Variable variable) => new()
    {
        Current = variable,
        Project = variable.Project,
        Name = variable.Name,
        Description = variable.Description,
        Type = Wire(variable.Type),
        Value = ShownValue(variable),
    };

    /// <summary>What was written here is to replace a later state.</summary>
    public void Overwrite(Variable later) => Current = later;

    /// <summary>As one would POST it, or PATCH it.</summary>
    public JsonObject Document()
    {
        var document = new JsonObject { ["name"] = Name?.Trim() ?? "", ["description"] = Description ?? "", ["type"] = Type, ["value"] = Value ?? "" };
        if (Current is null)
        {
            document["project"] = Project?.Trim() ?? "";
        }
        else
        {
            document["version"] = Current.Revision.Version.ToString(CultureInfo.InvariantCulture);
        }

        return document;
    }

    /// <summary>In what it is not the same as the variable is now; secrets are not shown.</summary>
    public IReadOnlyList<(string Field, string Mine, string Theirs)> Differences(Variable theirs)
    {
        (string, string, string)[] all =
        [
            ("Name", Name ?? "", theirs.Name),
            ("Description", Description ?? "", theirs.Description),
            ("Type", Type ?? "", Wire(theirs.Type)),
            ("Value", IsSecret && Value != EndpointType.Masked ? "a new value, not shown" : Value ?? "", ShownValue(theirs)),
        ];
        return [.. all.Where(field => field.Item2 != field.Item3)];
    }

    private static string ShownValue(Variable variable) => variable.IsSecret ? EndpointType.Masked : variable.Value;

    private static string Wire(VariableType type) => type.ToString().ToUpperInvariant();
}
