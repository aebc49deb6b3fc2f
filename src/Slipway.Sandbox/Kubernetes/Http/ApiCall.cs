using Microsoft.AspNetCore.Http;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>One request to a resource, its path resolved to a kind.</summary>
internal sealed record ApiCall(HttpContext Context, ApiPath Path, ResourceKind Kind)
{
    public string Namespace => Path.Namespace ?? "";

    public string Name => Path.Name ?? "";

    public string Method => Context.Request.Method;

    public string UserAgent => Context.Request.Headers.UserAgent.ToString();

    public string? Query(string name) => Context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool Flag(string name) => Query(name) is "true" or "1";

    public bool DryRun => Query("dryRun") == "All";

    /// <summary>Who writes: what the client says, or else the first word of its user agent.</summary>
    public string FieldManager
    {
        get
        {
            var given = Query("fieldManager");
            return string.IsNullOrEmpty(given) ? UserAgent.Split('/', ' ')[0] is { Length: > 0 } agent ? agent : "unknown" : given;
        }
    }
}
