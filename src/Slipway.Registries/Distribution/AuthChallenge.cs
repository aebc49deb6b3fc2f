using System.Collections.Immutable;

namespace Slipway.Registries.Distribution;

/// <summary>How a registry wants to be signed in to, as its <c>WWW-Authenticate</c> header says (distribution.github.io, "Token Authentication"; RFC 9110, 11.6.1).</summary>
/// <param name="Scheme"><c>Basic</c> or <c>Bearer</c>, as the registry writes it.</param>
/// <param name="Parameters">Such as <c>realm</c>, <c>service</c> and <c>scope</c>, by name without regard to case.</param>
public sealed record AuthChallenge(string Scheme, ImmutableDictionary<string, string> Parameters)
{
    private const int MaxLength = 8192;

    /// <summary>Whether a token is to be fetched at the realm.</summary>
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether user name and password are wanted with each request.</summary>
    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first challenge in the header; null when there is none that can be read.</summary>
    public static AuthChallenge? Parse(string header)
    {
        var text = header.Trim();
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        var parameters = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = blank < 0 ? "" : text[blank..];
        for (var at = 0; ReadParameter(rest, ref at) is { } parameter;)
        {
            parameters.TryAdd(parameter.Key, parameter.Value);
        }

        return new AuthChallenge(blank < 0 ? text : text[..blank], parameters.ToImmutable());
    }

    /// <summary>Where to fetch a token that may pull from the repository; null when the realm is not an absolute http(s) address.</summary>
    /// <param name="account">The account, as the registry's own clients say it; null for nobody.</param>
    /// <param name="repository">The repository's path, such as <c>acme/web</c>; null for none.</param>
    public Uri? TokenAddress(string? account, string? repository)
    {
        if (!Uri.TryCreate(Parameters.GetValueOrDefault("realm"), UriKind.Absolute, out var realm) || realm.Scheme is not ("https" or "http") || realm.UserInfo.Length > 0)
        {
            return null;
        }

        string?[] query =
        [
            realm.Query.TrimStart('?'),
            Part("service", Parameters.GetValueOrDefault("service")),
            Part("scope", repository is null ? Parameters.GetValueOrDefault("scope") : $"repository:{repository}:pull"),
            Part("account", account),
        ];
        return new UriBuilder(realm) { Query = string.Join('&', query.Where(part => !string.IsNullOrEmpty(part))), Fragment = "" }.Uri;
    }

    private static string? Part(string name, string? value) => string.IsNullOrEmpty(value) ? null : $"{name}={Uri.EscapeDataString(value)}";

    private static (string Key, string Value)? ReadParameter(string text, ref int at)
    {
        while (at < text.Length && text[at] is (' ' or ',' or '\t'))
        {
            at++;
        }

        var equals = at < text.Length ? text.IndexOf('=', at) : -1;
        if (equals < 0)
        {
            return null;
        }

        var key = text[at..equals].Trim();
        at = equals + 1;
        if (at < text.Length && text[at] == '"')
        {
            var value = new System.Text.StringBuilder();
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                {
                    at++;
                }

                value.Append(text[at]);
            }

            at++;
            return (key, value.ToString());
        }

        var comma = text.IndexOf(',', at) is var found and >= 0 ? found : text.Length;
        var plain = text[at..comma].Trim();
        at = comma;
        return (key, plain);
    }
}
