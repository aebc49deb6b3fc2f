using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Slipway.Server.Identity.Keys;

namespace Slipway.Server.Identity;

/// <summary>Short-lived bearer tokens (JWT) that say who somebody is, never what they may do; signed with a key of the master key's, so that every node takes what one has issued.</summary>
internal sealed class AccessTokens(MasterKey masterKey, TimeProvider clock)
{
    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>The claim that binds a token to the person's password: when that changes, so does this.</summary>
    public const string StampClaim = "stamp";

    private const string Issuer = "slipway";

    private readonly SymmetricSecurityKey key = new(masterKey.Derive("slipway access tokens"u8));

    public string Issue(IdentityUser user) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Issuer,
        IssuedAt = clock.GetUtcNow().UtcDateTime,
        NotBefore = clock.GetUtcNow().UtcDateTime,
        Expires = clock.GetUtcNow().Add(Lifetime).UtcDateTime,
        Subject = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(ClaimTypes.Name, user.UserName!), new Claim(StampClaim, StampOf(user.SecurityStamp))]),
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
    });

    /// <summary>What may be seen of a security stamp, which is itself a secret.</summary>
    public static string StampOf(string? securityStamp) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(securityStamp ?? "")))[..16];

    /// <summary>Tells the bearer scheme which tokens are ours.</summary>
    internal sealed class Validation(AccessTokens tokens) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

        public void Configure(string? name, JwtBearerOptions options) => options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Issuer,
            IssuerSigningKey = tokens.key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.FromSeconds(30),
        };
    }
}
