using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Execution.Catalog;

namespace Slipway.Server.Pipelines;

/// <summary>Pipelines as Code Stream's API shows them.</summary>
internal static class PipelineDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static JsonObject Of(CatalogedPipeline pipeline)
    {
        var document = JsonSerializer.SerializeToNode(pipeline.Definition, Options)!.AsObject();
        document["_link"] = $"/codestream/api/pipelines/{pipeline.Id}";
        document["id"] = pipeline.Id.ToString();
        document["kind"] = "PIPELINE";
        document["state"] = pipeline.Definition.Enabled ? "ENABLED" : "DISABLED";
        return document;
    }
}
