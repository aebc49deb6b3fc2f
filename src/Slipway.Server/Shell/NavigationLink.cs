using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Slipway.Server.Shell;

/// <summary>A link of the navigation: marked on all pages under its path, whatever project or filter stands in the address.</summary>
public sealed class NavigationLink : NavLink
{
    /// <summary>The path.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <inheritdoc/>
    protected override bool ShouldMatch(string uriAbsolute)
    {
        var path = new Uri(uriAbsolute).AbsolutePath;
        return path.StartsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || path[Path.Length] is '/');
    }
}
