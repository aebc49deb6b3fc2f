namespace Slipway.Tasks.Kubernetes.Manifests;

/// <summary>Stops the reading of a document from deep inside; never leaves <see cref="ManifestReader"/>.</summary>
internal sealed class YamlFault(long line, long column, string message) : Exception(message)
{
    public string Sentence => $"yaml:{line}:{column}: {Message}";
}
