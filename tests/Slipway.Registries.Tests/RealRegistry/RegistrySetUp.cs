using System.Security.Cryptography.X509Certificates;

namespace Slipway.Registries.Tests.RealRegistry;

/// <summary>What a registry is told when it starts.</summary>
internal sealed record RegistrySetUp
{
    /// <summary>Who may come in when the registry asks.</summary>
    public const string UserName = "acme";

    /// <summary>That person's password.</summary>
    public const string Password = "a-password-for-tests";

    /// <summary>Its certificate; null to speak in clear.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether it asks for a password.</summary>
    public bool AsksForPassword { get; init; }

    /// <summary>Where tokens are given, and whose they must be; null for no tokens.</summary>
    public (string Realm, X509Certificate2 Signer)? Tokens { get; init; }

    /// <summary>Whom it tells of what happens; null for nobody.</summary>
    public Uri? Tells { get; init; }

    /// <summary>Whether it tells of layers and pulls, too, as it does unless it is told otherwise.</summary>
    public bool TellsEverything { get; init; }
}
