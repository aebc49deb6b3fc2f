namespace Slipway.Registries.Images;

/// <summary>One image push as some registry told it.</summary>
/// <param name="Repository">The repository that was pushed to.</param>
/// <param name="Tag">The tag that was created or moved.</param>
/// <param name="Digest">Null when the registry's message names none; Docker Hub's never does.</param>
/// <param name="PushedAt">When the registry says the push happened; null when it does not say.</param>
/// <param name="PushedBy">The account that pushed, as the registry names it; empty when it does not say.</param>
/// <param name="Owner">The owner of the repository, as the registry names it; the namespace when it does not say.</param>
public sealed record ImagePushed(
    ImageRepository Repository,
    Tag Tag,
    Digest? Digest,
    DateTimeOffset? PushedAt,
    string PushedBy,
    string Owner)
{
    /// <summary>The registry's own identity of the event, the same in a redelivery; empty when it gives none.</summary>
    public string EventId { get; init; } = "";

    /// <summary>Where the registry asks to be told what came of it: a stranger's word. Null when it asks for nothing.</summary>
    public Uri? Callback { get; init; }
}
