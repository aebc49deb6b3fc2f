using System.Text.Json.Nodes;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines;

/// <summary>Pipelines as Code Stream's API shows them.</summary>
internal static class PipelineDocument
{
    public static JsonObject Of(CatalogedPipeline pipeline, IEnumerable<Diagnostic> diagnostics)
    {
        var document = DocumentJson.Write(pipeline.Definition);
        document["_link"] = $"/codestream/api/pipelines/{pipeline.Id}";
        document["id"] = pipeline.Id.ToString();
        document["_warnings"] = new JsonArray([.. diagnostics.Select(Warning)]);
        return document;
    }

    /// <summary>As <c>_warnings</c> of Code Stream's <c>Pipeline</c> data structure has them.</summary>
    private static JsonObject Warning(Diagnostic diagnostic) => new()
    {
        ["classType"] = diagnostic.Code,
        ["success"] = false,
        ["message"] = new JsonObject
        {
            ["containerName"] = Container(diagnostic.Path),
            ["fieldName"] = diagnostic.Path ?? "",
            ["level"] = diagnostic.Severity is Severity.Error ? "SEVERE" : "WARNING",
            ["message"] = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Hint}",
        },
    };

    /// <summary>The first key of the way: <c>stages</c>, <c>notifications</c> and so on.</summary>
    private static string Container(string? path) => path is null ? "" : path.Split('.', '[')[0];
}
