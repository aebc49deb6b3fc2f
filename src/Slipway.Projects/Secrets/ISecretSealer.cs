namespace Slipway.Projects.Secrets;

/// <summary>Makes secrets unreadable for whoever has only the store.</summary>
public interface ISecretSealer
{
    /// <summary>The sealed text; another one each time.</summary>
    string Seal(string clear);

    /// <summary>What was sealed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The text was not sealed by this server, or its keys are gone.</exception>
    string Open(string @sealed);
}
