namespace Slipway.Sandbox.Kubernetes;

/// <summary>A request as it arrives at the sandbox, before anything is decided.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">The path without query, such as <c>/apis/apps/v1/namespaces/default/deployments/web</c>.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="UserAgent">The client's User-Agent header.</param>
public sealed record SandboxRequest(string Method, string Path, string Query, string UserAgent);
