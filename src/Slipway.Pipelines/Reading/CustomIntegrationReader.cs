using System.Collections.Frozen;
using Slipway.Pipelines.Documents;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads a document of <c>kind: CUSTOM_INTEGRATION</c>.</summary>
internal static class CustomIntegrationReader
{
    private static readonly FrozenSet<string> Runtimes = ["nodejs", "python2", "python3", "shell"];

    public static CustomIntegrationDocument Read(MapReader reader)
    {
        CheckRuntime(reader);
        return new CustomIntegrationDocument
        {
            Project = reader.Text("project") ?? "",
            Name = reader.RequiredText("name", "Write the name that tasks of type 'Custom' give."),
            Description = reader.Text("description") ?? "",
            Version = reader.Text("version") ?? "",
            Runtime = reader.RequiredText("runtime", $"Write what runs the code: {string.Join(", ", Runtimes.Order(StringComparer.Ordinal))}."),
            Code = reader.RequiredText("code", "Write the script as a block: 'code: |'."),
            InputProperties = [.. reader.Maps("inputProperties", $"an input of {reader.Owner}").Select(Input)],
            OutputProperties = [.. reader.Maps("outputProperties", $"an output of {reader.Owner}").Select(Output)],
            Other = reader.Rest(DocumentKeys.CarriedByIntegration, DocumentKeys.OfResource.Except(["version"]).ToFrozenSet()),
        };
    }

    private static void CheckRuntime(MapReader reader)
    {
        if (reader.Node("runtime") is SourceScalar { Text.Length: > 0 } runtime && !Runtimes.Contains(runtime.Text))
        {
            reader.Diagnostics.Error(
                DiagnosticCodes.UnknownWordOfKey,
                runtime.Place,
                $"'runtime' of {reader.Owner} is '{MapReader.Shown(runtime.Text)}'; it must be one of {string.Join(", ", Runtimes.Order(StringComparer.Ordinal))}.",
                () => Suggestion.DidYouMean(runtime.Text, Runtimes));
        }
    }

    private static CustomInput Input(MapReader reader) =>
        new(Name(reader), reader.Text("type") ?? "text", reader.Text("title") ?? "")
        {
            PlaceHolder = reader.Text("placeHolder") ?? "",
            DefaultValue = reader.Json("defaultValue"),
            Required = reader.Boolean("required"),
            Bindable = reader.Boolean("bindable"),
            Other = reader.Rest(DocumentKeys.CarriedByCustomInput, DocumentKeys.None),
        };

    private static CustomOutput Output(MapReader reader) =>
        new(Name(reader), reader.Text("type") ?? "label", reader.Text("title") ?? "") { Other = reader.Rest(DocumentKeys.CarriedByCustomInput, DocumentKeys.None) };

    private static string Name(MapReader reader) => reader.RequiredText("name", "Write the name that the script uses.");
}
