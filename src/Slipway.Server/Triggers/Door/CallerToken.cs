using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Slipway.Server.Triggers.Door;

/// <summary>The secure token that a delivery brings. Registries differ in where they let people put one.</summary>
internal static class CallerToken
{
    /// <summary>Our own header, for what can send any.</summary>
    public const string Header = "X-Slipway-Token";

    /// <summary>GitLab's, which it sends with every hook.</summary>
    public const string GitLabHeader = "X-Gitlab-Token";

    private static readonly string[] Parameters = ["secureToken", "token"];

    /// <summary>The first that is there of: <c>?secureToken=</c>, <c>?token=</c>, <c>X-Slipway-Token</c>, <c>X-Gitlab-Token</c>, <c>Authorization</c>; null when there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        foreach (var name in Parameters)
        {
            if (Single(request.Query[name]) is { } token)
            {
                return token;
            }
        }

        return Single(request.Headers[Header]) ?? Single(request.Headers[GitLabHeader]) ?? OfAuthorization(Single(request.Headers.Authorization));
    }

    // Harbor and Artifactory send there whatever text they were given; others want to know a scheme.
    private static string? OfAuthorization(string? value)
    {
        if (value is null || !AuthenticationHeaderValue.TryParse(value, out var parsed))
        {
            return value;
        }

        return parsed.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => Single(parsed.Parameter),
            "BASIC" => Password(parsed.Parameter ?? ""),
            _ => value,
        };
    }

    private static string? Password(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var count))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, count);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : Single(text[(colon + 1)..]);
    }

    // Of two different ones nobody could say which is meant.
    private static string? Single(StringValues values) => values is [{ } only] && only.Trim() is { Length: > 0 } token ? token : null;
}
