using System.Collections.Immutable;

namespace Slipway.Sandbox.DockerHub;

/// <summary>What became of a push.</summary>
/// <param name="Image">Repository and tag, such as <c>acme/web:1.0.0</c>.</param>
/// <param name="Digest">The digest that the tag has now.</param>
/// <param name="Payload">The bytes that every hook was sent.</param>
/// <param name="Answers">One for each hook of the repository, in the order of their creation.</param>
public sealed record PushResult(string Image, string Digest, ReadOnlyMemory<byte> Payload, ImmutableArray<HookAnswer> Answers);

/// <summary>What the receiver of a hook answered.</summary>
/// <param name="Slug">The hook.</param>
/// <param name="Status">The HTTP status; null when no answer came.</param>
/// <param name="Error">Why no answer came; null when one did.</param>
public sealed record HookAnswer(string Slug, int? Status, string? Error)
{
    /// <summary>Whether the receiver accepted the delivery.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
