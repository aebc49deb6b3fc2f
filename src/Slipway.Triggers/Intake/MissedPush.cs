using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;

namespace Slipway.Triggers.Intake;

/// <summary>A push that the registry has and did not tell of, written as a delivery, so that it goes the way of all others.</summary>
internal static class MissedPush
{
    private const string MediaType = "application/vnd.slipway.reconciled+json";

    /// <summary>The headers that tell it from what a registry sends.</summary>
    public static MessageHeaders Headers { get; } = MessageHeaders.Of([KeyValuePair.Create("Content-Type", MediaType)]);

    /// <summary>Whether the message is one.</summary>
    public static bool Is(MessageHeaders headers) => headers["Content-Type"] == MediaType;

    public static byte[] Write(ImageRepository repository, Tag tag, Digest? digest, DateTimeOffset? pushedAt) =>
        JsonSerializer.SerializeToUtf8Bytes(new Body(repository.ToString(), tag.Value, digest?.Value, pushedAt));

    public static DialectResult Read(ReadOnlyMemory<byte> bytes)
    {
        var body = JsonSerializer.Deserialize<Body>(bytes.Span)!;
        return ImageRepository.TryParse(body.Repository, out var repository, out var problem)
            && Tag.TryParse(body.Tag, out var tag, out problem)
            ? new DialectResult.Pushed([new ImagePushed(repository, tag, Digest.TryParse(body.Digest, out var digest, out _) ? digest : null, body.PushedAt, PushedBy: "", Owner: repository.Namespace)])
            : new DialectResult.Malformed(null, problem!);
    }

    private sealed record Body(
        [property: JsonPropertyName("repository")] string Repository,
        [property: JsonPropertyName("tag")] string Tag,
        [property: JsonPropertyName("digest")] string? Digest,
        [property: JsonPropertyName("pushedAt")] DateTimeOffset? PushedAt);
}
