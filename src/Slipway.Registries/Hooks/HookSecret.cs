namespace Slipway.Registries.Hooks;

/// <summary>The secret by which the receiver of a hook knows the sender.</summary>
internal static class HookSecret
{
    /// <summary>The value of the last parameter in the hook's query; null when there is none that may also stand in a header.</summary>
    public static string? Of(Uri hookUrl)
    {
        var query = hookUrl.IsAbsoluteUri ? hookUrl.Query : "";
        var value = Uri.UnescapeDataString(query[(query.LastIndexOf('=') + 1)..]);
        return query.Contains('=', StringComparison.Ordinal) && value.Length > 0 && value.All(c => c is > ' ' and <= '~') ? value : null;
    }
}
