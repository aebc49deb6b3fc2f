using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>What a registry says of one push, before anything of it was looked at, with the fields that are to blame.</summary>
internal sealed record PushTexts
{
    public required string Registry { get; init; }

    public required string Path { get; init; }

    public required ForeignField PathField { get; init; }

    public required string Tag { get; init; }

    public required ForeignField TagField { get; init; }

    public string? Digest { get; init; }

    public ForeignField DigestField { get; init; }

    public DateTimeOffset? PushedAt { get; init; }

    public string? PushedBy { get; init; }

    public string? Owner { get; init; }

    public string? EventId { get; init; }
}
