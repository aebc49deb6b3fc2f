using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Slipway.Server.Tests.Identity.Provided;

/// <summary>A small OpenID Connect provider over real HTTP: discovery, keys, authorization with PKCE, tokens signed with RS256. Whoever comes is signed in at once as <see cref="Claims"/> says.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "slipway";
    public const string ClientSecret = "a client secret for tests";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "published" };
    private readonly Dictionary<string, (string Challenge, string Nonce, string RedirectUri)> codes = [];
    private WebApplication app = null!;

    /// <summary>What it says of whoever signs in.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "4711", ["preferred_username"] = "dora", ["email"] = "dora@acme.example", ["email_verified"] = true };

    /// <summary>What it puts into the token instead of what is right.</summary>
    public Func<SecurityTokenDescriptor, SecurityTokenDescriptor> Forge { get; set; } = token => token;

    /// <summary>What it was last asked for, at its authorization endpoint.</summary>
    public IQueryCollection Asked { get; private set; } = null!;

    /// <summary>How often a code was exchanged for a token.</summary>
    public int Exchanged { get; private set; }

    public Uri Address => new(app.Urls.First());

    public static async Task<OpenIdProvider> StartAsync(CancellationToken cancellationToken)
    {
        var provider = new OpenIdProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        provider.app = builder.Build();
        provider.app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = provider.Issuer,
            authorization_endpoint = $"{provider.Issuer}/authorize",
            token_endpoint = $"{provider.Issuer}/token",
            jwks_uri = $"{provider.Issuer}/keys",
            response_types_supported = (string[])["code"],
            id_token_signing_alg_values_supported = (string[])["RS256"],
        }));
        provider.app.MapGet("/keys", () => Results.Json(new { keys = (object[])[provider.PublishedKey()] }));
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", provider.TokenAsync);
        await provider.app.StartAsync(cancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Rsa.Dispose();
    }

    private string Issuer => Address.ToString().TrimEnd('/');

    private object PublishedKey()
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = WebEncoders.Base64UrlEncode(parameters.Modulus!), e = WebEncoders.Base64UrlEncode(parameters.Exponent!) };
    }

    private IResult Authorize(HttpRequest request)
    {
        Asked = request.Query;
        if (Asked["client_id"] != ClientId || Asked["response_type"] != "code" || Asked["code_challenge_method"] != "S256")
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString();
        codes[code] = (Asked["code_challenge"].ToString(), Asked["nonce"].ToString(), Asked["redirect_uri"].ToString());
        return Results.Redirect(QueryHelpers.AddQueryString(Asked["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = Asked["state"] }));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!codes.Remove(form["code"].ToString(), out var asked)
            || form["client_secret"] != ClientSecret
            || form["redirect_uri"] != asked.RedirectUri
            || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        Exchanged++;
        var token = Forge(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = asked.Nonce },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new JsonObject { ["access_token"] = "opaque", ["token_type"] = "Bearer", ["expires_in"] = 300, ["id_token"] = new JsonWebTokenHandler().CreateToken(token) });
    }
}
