using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Slipway.Cli.Client;

namespace Slipway.Cli.Connection;

/// <summary>The login paths of Code Stream: password → API token, API token → bearer token.</summary>
internal static class Login
{
    private const string TokenPath = "/iaas/api/login";

    /// <summary>An API token for a name and a password; <paramref name="domain"/> is for servers that know several.</summary>
    /// <exception cref="ApiException">The server does not accept them.</exception>
    public static async Task<string> TokenAsync(SlipwayClient client, string userName, string password, string? domain, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["username"] = userName, ["password"] = password };
        if (domain is not null)
        {
            body["domain"] = domain;
        }

        var answer = await client.PostAsync(domain is null ? "/csp/gateway/am/api/login?access_token" : "/csp/gateway/am/idp/auth/login?access_token", body, cancellationToken);
        return answer["refresh_token"]?.ToString() ?? throw new ApiException("The server answered without a refresh token.");
    }

    /// <summary>Asks whether an API token is taken.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    public static Task CheckAsync(SlipwayClient client, string token, CancellationToken cancellationToken) =>
        client.PostAsync(TokenPath, Body(token), cancellationToken);

    /// <summary>A bearer token for an API token.</summary>
    /// <exception cref="ApiException">The token is not taken.</exception>
    public static async Task<string> BearerAsync(Uri server, string token, HttpMessageInvoker way, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, TokenPath)) { Content = JsonContent.Create(Body(token)) };
        var answer = await SlipwayClient.ReadAsync(await way.SendAsync(request, cancellationToken), cancellationToken);
        return answer["token"]?.ToString() ?? throw new ApiException($"{TokenPath}: the server answered without a token.");
    }

    private static JsonObject Body(string token) => new() { ["refreshToken"] = token };
}
