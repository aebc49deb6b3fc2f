using System.Collections.Immutable;

namespace Slipway.Registries.Hooks;

/// <summary>A hook as the registry shows it.</summary>
/// <param name="Slug">The registry's own name for it.</param>
/// <param name="Name">The name that its maker gave it.</param>
/// <param name="Urls">What it calls. The query may hold the receiver's secret.</param>
public sealed record RegistryHook(string Slug, string Name, ImmutableArray<string> Urls)
{
    private const string Asterisks = "***";

    /// <summary>Whether it is switched on, and for pushes.</summary>
    public bool TellsOfPushes { get; init; } = true;

    /// <summary>What it brings in its <c>Authorization</c> header; null when it brings none, or the registry does not show it.</summary>
    public string? Authorization { get; init; }

    /// <summary>Whether pushes make the hook call that address.</summary>
    public bool Calls(Uri url) => TellsOfPushes && IsAddressedTo(url);

    /// <summary>
    /// Whether the hook is for that address. A registry that keeps no queries may bring the secret as its authorization instead, and what it
    /// shows as asterisks counts as right: nobody could tell, and a hook must not be made anew for it each time.
    /// </summary>
    public bool IsAddressedTo(Uri url) =>
        Urls.Any(shown => IsShownFor(shown, url.OriginalString) || IsShownFor(shown, url.AbsoluteUri))
        || (HookSecret.Of(url) is { } secret && Authorization is { } brought && IsShownFor(brought, secret) && Urls.Contains(url.GetLeftPart(UriPartial.Path)));

    /// <summary>Names the hook and never what it calls.</summary>
    public override string ToString() => $"{Name} ({Slug})";

    private static bool IsShownFor(string shown, string text)
    {
        var from = shown.IndexOf(Asterisks, StringComparison.Ordinal);
        var to = shown.LastIndexOf(Asterisks, StringComparison.Ordinal) + Asterisks.Length;
        return shown == text
            || (from >= 0 && !text.Contains(Asterisks, StringComparison.Ordinal) && text.Length >= from + shown.Length - to
                && IsQueryOf(text, from) && text.StartsWith(shown[..from], StringComparison.Ordinal) && text.EndsWith(shown[to..], StringComparison.Ordinal));
    }

    /// <summary>Of an address only the query may be hidden.</summary>
    private static bool IsQueryOf(string text, int position) =>
        !text.Contains("://", StringComparison.Ordinal) || (text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query && query < position);
}

/// <summary>What the registry said when it was asked for its hooks.</summary>
public abstract record HookListing
{
    private HookListing()
    {
    }

    /// <summary>All hooks of the repository.</summary>
    public sealed record Listed(ImmutableArray<RegistryHook> Hooks) : HookListing;

    /// <summary>The registry did not tell.</summary>
    public sealed record Refused(HookResult.Refused Why) : HookListing;
}
