using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Cli.Connection;

/// <summary>The servers that are signed in to, by name.</summary>
internal sealed record Contexts
{
    /// <summary>The name that a sign-in gets when it is given none.</summary>
    public const string DefaultName = "default";

    /// <summary>Nobody signed in anywhere.</summary>
    public static readonly Contexts None = new();

    /// <summary>The one that counts when none is named.</summary>
    [JsonPropertyName("current")]
    public string? Current { get; init; }

    [JsonPropertyName("contexts")]
    public ImmutableSortedDictionary<string, SavedContext> Saved { get; init; } = ImmutableSortedDictionary<string, SavedContext>.Empty.WithComparers(StringComparer.Ordinal);

    public Contexts With(string name, SavedContext context) => this with { Current = name, Saved = Saved.SetItem(name, context) };

    public Contexts Without(string name) => this with { Current = Current == name ? null : Current, Saved = Saved.Remove(name) };
}
