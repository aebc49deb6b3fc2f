using System.Collections.Frozen;
using Slipway.Pipelines.Documents;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads a document of <c>kind: VARIABLE</c>.</summary>
internal static class VariableReader
{
    private static readonly FrozenDictionary<string, VariableType> Types = new Dictionary<string, VariableType>
    {
        ["REGULAR"] = VariableType.Regular,
        ["SECRET"] = VariableType.Secret,
        ["RESTRICTED"] = VariableType.Restricted,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static VariableDocument Read(MapReader reader)
    {
        var variable = new VariableDocument
        {
            Project = reader.RequiredText("project", "Write the name of the project that owns the variable."),
            Name = reader.RequiredText("name", "Write a name that is unique within the project."),
            Description = reader.Text("description") ?? "",
            Type = reader.Word("type", Types) ?? VariableType.Regular,
            Value = reader.Text("value"),
            Other = reader.Rest(DocumentKeys.None, DocumentKeys.OfResource),
        };
        if (variable is { Type: VariableType.Regular, Value: null })
        {
            reader.Diagnostics.Warning(DiagnosticCodes.NoValue, reader.PlaceOf("name"), $"{MapReader.Capital(reader.Owner)} has no 'value'.", "Write 'value:'; only secret variables come without one.");
        }

        return variable;
    }
}
