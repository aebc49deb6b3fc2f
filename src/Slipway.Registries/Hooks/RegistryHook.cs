using System.Collections.Immutable;

namespace Slipway.Registries.Hooks;

/// <summary>A hook as the registry shows it.</summary>
/// <param name="Slug">The registry's own name for it.</param>
/// <param name="Name">The name that its maker gave it.</param>
/// <param name="Urls">What it calls. The query may hold the receiver's secret.</param>
public sealed record RegistryHook(string Slug, string Name, ImmutableArray<string> Urls)
{
    /// <summary>Whether the hook calls that address.</summary>
    public bool Calls(Uri url) => Urls.Contains(url.OriginalString) || Urls.Contains(url.AbsoluteUri);

    /// <summary>Names the hook and never what it calls.</summary>
    public override string ToString() => $"{Name} ({Slug})";
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
