using System.Collections.Immutable;
using Slipway.Registries.Images;

namespace Slipway.Registries.Dialects;

/// <summary>Reads what one kind of registry sends when an image was pushed. Pure: no I/O, no clock, any bytes are answered.</summary>
public interface IRegistryDialect
{
    /// <summary>The server type as webhooks name it, such as <c>DockerHub</c>.</summary>
    string ServerType { get; }

    /// <summary>Reads one delivery.</summary>
    DialectResult Read(RegistryMessage message);
}

/// <summary>What a delivery turned out to be.</summary>
public abstract record DialectResult
{
    private DialectResult()
    {
    }

    /// <summary>The delivery tells of pushes.</summary>
    /// <param name="Pushes">At least one.</param>
    /// <param name="Repair">What was mended to make the body readable, in words for the activity page; null when it was sound.</param>
    public sealed record Pushed(ImmutableArray<ImagePushed> Pushes, string? Repair = null) : DialectResult;

    /// <summary>The delivery was read and tells of no push: a ping, a deletion, a layer.</summary>
    /// <param name="Reason">What it tells of, in words for the activity page.</param>
    public sealed record Nothing(string Reason) : DialectResult;

    /// <summary>The delivery cannot be read.</summary>
    /// <param name="Field">The offending field, such as <c>push_data.tag</c>; null when the whole body is meant.</param>
    /// <param name="Reason">What is wrong and what would be right.</param>
    public sealed record Malformed(string? Field, string Reason) : DialectResult;
}
