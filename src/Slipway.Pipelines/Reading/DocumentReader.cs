using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads one document of any kind.</summary>
internal static class DocumentReader
{
    private static readonly string Kinds = string.Join(", ", DocumentKinds.All);

    /// <summary>The document; null when it is something else. It is to be used only when there are no errors.</summary>
    public static Document? Read(SourceNode node, ReadContext context, bool needsKind)
    {
        if (node is not SourceMap map)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Place, $"The document must be a map, not {node.What}.", "A pipeline starts with 'project:', 'kind: PIPELINE' and 'name:'.");
            return null;
        }

        var kind = Kind(new MapReader(map, Named("document", map), context.Diagnostics), needsKind);
        var reader = new MapReader(map, Named(Noun(kind), map), context.Diagnostics);
        reader.Node("kind");
        return kind switch
        {
            null => null,
            DocumentKinds.Endpoint => EndpointReader.Read(reader, context),
            DocumentKinds.Variable => VariableReader.Read(reader),
            DocumentKinds.CustomIntegration => CustomIntegrationReader.Read(reader),
            DocumentKinds.DockerWebhook => DockerWebhookReader.Read(reader, context),
            _ => PipelineReader.Read(map, reader, context),
        };
    }

    private static string Named(string noun, SourceMap map) =>
        map.Child("name") is SourceScalar { Text.Length: > 0 } name ? $"{noun} '{MapReader.Shown(name.Text)}'" : $"the {noun}";

    private static string Noun(string? kind) => kind switch
    {
        DocumentKinds.Endpoint => "endpoint",
        DocumentKinds.Variable => "variable",
        DocumentKinds.CustomIntegration => "custom integration",
        DocumentKinds.DockerWebhook => "Docker webhook",
        _ => "pipeline",
    };

    private static string? Kind(MapReader reader, bool needsKind)
    {
        var node = reader.Node("kind");
        switch (node)
        {
            case SourceScalar known when DocumentKinds.All.Contains(known.Text):
                return known.Text;
            case SourceScalar alias when DocumentKinds.Aliases.TryGetValue(alias.Text, out var kind):
                return kind;
            case null:
                if (needsKind)
                {
                    reader.Missing("kind", $"Write 'kind: {DocumentKinds.Pipeline}', or another of {Kinds}.");
                }

                // What else is wrong in something that is no pipeline at all would only be noise.
                return !needsKind || reader.Node("stages") is not null || reader.Node("stageOrder") is not null ? DocumentKinds.Pipeline : null;
            case SourceScalar other:
                reader.Diagnostics.Error(
                    DiagnosticCodes.UnknownKind,
                    node.Place,
                    $"The kind '{MapReader.Shown(other.Text)}' is not known; known are {Kinds}.",
                    () => DocumentKinds.All.FirstOrDefault(k => k.Equals(other.Text, StringComparison.OrdinalIgnoreCase)) is { } same
                        ? $"Did you mean '{same}'?"
                        : Suggestion.DidYouMean(other.Text, DocumentKinds.All));
                return null;
            default:
                reader.WrongType("kind", node, $"a text such as {DocumentKinds.Pipeline}");
                return null;
        }
    }
}
