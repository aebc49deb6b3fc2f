using System.Text.Json.Serialization;

namespace Slipway.Cli.Connection;

/// <summary>A server and the key to it.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Token">An API token: valid for months, exchanged for a bearer token in each run.</param>
/// <param name="User">Who signed in; null when a token was given.</param>
internal sealed record SavedContext(
    [property: JsonPropertyName("server")] Uri Server,
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("user")] string? User)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"{User} at {Server}";
}
