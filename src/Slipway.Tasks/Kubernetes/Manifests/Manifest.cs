using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Manifests;

/// <summary>One Kubernetes object as the pipeline's author wrote it.</summary>
/// <param name="Document">Which YAML document it stands in, from 1.</param>
/// <param name="Line">The line its document begins at, from 1.</param>
/// <param name="ApiVersion">Such as <c>apps/v1</c>.</param>
/// <param name="Kind">Such as <c>Deployment</c>.</param>
/// <param name="Namespace">Null when the document names none.</param>
/// <param name="Name">Checked to be one segment of a path.</param>
/// <param name="Body">The whole object.</param>
internal sealed record Manifest(
    int Document, int Line, string ApiVersion, string Kind, string? Namespace, string Name, JsonObject Body)
{
    /// <summary>The API group; empty for the core one.</summary>
    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? ApiVersion[..slash] : "";

    /// <summary>Where it stands, for messages.</summary>
    public string Place => $"document {Document} (line {Line})";

    public override string ToString() => $"{Kind} '{Name}'";
}
