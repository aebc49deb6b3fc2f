using System.Text.Json.Nodes;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines;

/// <summary>Pipelines as Code Stream's API shows them.</summary>
internal static class PipelineDocument
{
    public static JsonObject Of(CatalogedPipeline pipeline)
    {
        var document = PipelineJson.Write(pipeline.Definition);
        document["_link"] = $"/codestream/api/pipelines/{pipeline.Id}";
        document["id"] = pipeline.Id.ToString();
        document["state"] = pipeline.Definition.Enabled ? "ENABLED" : "DISABLED";
        return document;
    }
}
