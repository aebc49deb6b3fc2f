using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines;

/// <summary>What there is to say of a pipeline, as Code Stream's API shows it.</summary>
internal static class PipelineWarnings
{
    public static JsonArray Of(IEnumerable<Diagnostic> diagnostics) => new([.. diagnostics.Select(Warning)]);

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
