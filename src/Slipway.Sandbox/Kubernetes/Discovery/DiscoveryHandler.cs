using Microsoft.AspNetCore.Http;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Discovery;

/// <summary>Answers everything that is not about objects: version, health, what is served, OpenAPI.</summary>
internal sealed class DiscoveryHandler(KindDirectory kinds)
{
    private const string AggregatedType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    // Clients ask for "…v2@v1.0…", but the @ is no legal media type, and kubectl refuses an answer that repeats it.
    private const string GnosticType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    /// <summary>Answers the request, or says by null that its path is none of discovery's.</summary>
    public Task? TryHandle(HttpContext context, string[] segments)
    {
        var all = kinds.All;
        return segments switch
        {
            [] => Respond.JsonAsync(context, 200, DiscoveryDocuments.Version()),
            ["healthz" or "livez" or "readyz", ..] => Respond.TextAsync(context, "ok"),
            ["version"] => Respond.JsonAsync(context, 200, DiscoveryDocuments.Version()),
            ["api" or "apis"] when WantsAggregated(context) => AggregatedAsync(context, segments[0] == "api"),
            ["api"] => Respond.JsonAsync(context, 200, DiscoveryDocuments.CoreVersions(context.Request.Host.Value ?? "")),
            ["apis"] => Respond.JsonAsync(context, 200, DiscoveryDocuments.GroupList(all)),
            ["api", var version] => AnswerAsync(context, DiscoveryDocuments.Resources(all, "", version)),
            ["apis", var group] => AnswerAsync(context, DiscoveryDocuments.OneGroup(all, group)),
            ["apis", var group, var version] => AnswerAsync(context, DiscoveryDocuments.Resources(all, group, version)),
            ["openapi", "v2"] when context.Request.Headers.Accept.ToString().Contains("protobuf", StringComparison.Ordinal) =>
                Respond.BytesAsync(context, 200, GnosticType, GnosticDocument.Of(all)),
            ["openapi", "v2"] => Respond.JsonAsync(context, 200, OpenApiDocuments.V2(all)),
            ["openapi", "v3"] => Respond.JsonAsync(context, 200, OpenApiDocuments.V3Index(all)),
            ["openapi", "v3", .. var root] => AnswerAsync(context, OpenApiDocuments.V3(all, string.Join('/', root))),
            _ => null,
        };
    }

    private Task AggregatedAsync(HttpContext context, bool core)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(DiscoveryDocuments.Aggregated(kinds.All, core));
        context.Response.Headers.Vary = "Accept";
        return Respond.BytesAsync(context, 200, AggregatedType, body);
    }

    private static Task AnswerAsync(HttpContext context, System.Text.Json.Nodes.JsonObject? document) =>
        document is null ? Respond.FailAsync(context, ApiFailure.NoSuchResource()) : Respond.JsonAsync(context, 200, document);

    private static bool WantsAggregated(HttpContext context) => context.Request.Headers.Accept.ToString().Split(',')
        .Any(accept => accept.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal) && accept.Contains("v=v2;", StringComparison.Ordinal));
}
