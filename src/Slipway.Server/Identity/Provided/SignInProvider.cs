using System.Collections.Immutable;

namespace Slipway.Server.Identity.Provided;

/// <summary>A server that vouches for people by OpenID Connect, such as Keycloak.</summary>
public sealed record SignInProvider
{
    /// <summary>The claim that is looked at when none is named.</summary>
    public const string DefaultRoleClaim = "groups";

    /// <summary>What people call it: the button says "Sign in with …".</summary>
    public string Name { get; init; } = "OpenID Connect";

    /// <summary>Its address, under which <c>/.well-known/openid-configuration</c> is found. HTTPS, unless it is on this machine.</summary>
    public required Uri Authority { get; init; }

    /// <summary>What this server is called there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret of a confidential client; null for a public one, which PKCE alone protects.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What is asked for besides <c>openid</c>, <c>profile</c> and <c>email</c>.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>The claim whose values give roles: a text or a list of texts.</summary>
    public string RoleClaim { get; init; } = DefaultRoleClaim;

    /// <summary>Which value gives which role. A value that is not named gives none.</summary>
    public ImmutableArray<ClaimRole> Roles { get; init; } = [];

    /// <summary>Whether only administrators of the server, made so by hand, come in with a password. All others come through the provider.</summary>
    public bool PasswordsForAdministratorsOnly { get; init; }

    /// <summary>Why this cannot be a provider's address; null when it can.</summary>
    public static string? WrongWith(Uri authority) =>
        !authority.IsAbsoluteUri || authority.Scheme is not ("https" or "http") ? $"'{authority}' is no address: expected is one such as https://login.example/realms/acme."
        : authority.Scheme is "http" && !authority.IsLoopback ? $"'{authority}' must begin with https: whoever sits between could sign in as anybody."
        : null;

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Name} at {Authority}";
}
