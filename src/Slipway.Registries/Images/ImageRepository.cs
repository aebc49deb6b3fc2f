using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images;

/// <summary>A repository of images, such as <c>docker.io/acme/web</c>.</summary>
/// <param name="Registry">The registry's host and, where it is not the usual one, port.</param>
/// <param name="Namespace">All path components but the last, joined by <c>/</c>; empty when there is only one.</param>
/// <param name="Name">The last path component.</param>
public sealed record ImageRepository(string Registry, string Namespace, string Name)
{
    /// <summary>The registry that a reference without a host means.</summary>
    public const string DockerHub = "docker.io";

    /// <summary>The path at the registry, such as <c>acme/web</c>.</summary>
    public string Path => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    /// <summary>As people write it: Docker Hub's host is left out, any other is named.</summary>
    public override string ToString() => Registry == DockerHub ? Path : $"{Registry}/{Path}";
}
