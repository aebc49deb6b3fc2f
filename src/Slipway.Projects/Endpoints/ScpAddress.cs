namespace Slipway.Projects.Endpoints;

/// <summary>The short way in which Git writes SSH addresses: <c>git@github.com:acme/web.git</c>.</summary>
public static class ScpAddress
{
    /// <summary>The same address as <c>ssh://…</c>; other text comes back as it is.</summary>
    public static string Normalize(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return address.Contains("://", StringComparison.Ordinal) || at < 1 || colon < at + 2 || colon == address.Length - 1
            ? address
            : $"ssh://{address[..colon]}/{address[(colon + 1)..].TrimStart('/')}";
    }
}
