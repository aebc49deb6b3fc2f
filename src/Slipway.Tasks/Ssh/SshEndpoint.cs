using Slipway.Projects.Endpoints;

namespace Slipway.Tasks.Ssh;

/// <summary>A host that runs scripts. Code Stream has no such endpoint: its SSH task carries these properties itself, and the keys are the task's.</summary>
public static class SshEndpoint
{
    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("ssh", "SSH host",
    [
        new(Host, "Host", "The host's name or address.") { Kind = PropertyKind.Host, IsDestination = true, IsRequired = true },
        new(Port, "Port", "Where its SSH server listens.") { Kind = PropertyKind.Number, Range = (1, 65535), Default = "22", IsDestination = true },
        new(UserName, "User name", "The account on the host.") { IsRequired = true },
        new(AuthType, "Authentication", "How Slipway signs in.") { Kind = PropertyKind.Choice, Choices = [PasswordAuth, KeyAuth], Default = PasswordAuth },
        new(Password, "Password", "The account's password.") { IsSecret = true, IsRequired = true, When = new(AuthType, PasswordAuth) },
        new(PrivateKey, "Private key", "The text of a private key file: OpenSSH, PKCS#8, PKCS#1 or PuTTY.") { Kind = PropertyKind.Multiline, IsSecret = true, IsRequired = true, When = new(AuthType, KeyAuth) },
        new(PassPhrase, "Pass phrase", "What opens the private key; empty when it is open.") { IsSecret = true, When = new(AuthType, KeyAuth) },
        new(HostKey, "Host key", "The SHA-256 fingerprint of the host's key, as 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub' shows it there. Nothing is sent to a host with another one.") { Kind = PropertyKind.HostKey },
    ])
    {
        Description = "A host that is reached by SSH, for tasks that run scripts there. Without an accepted host key nobody signs in there: validate the endpoint to see the key that the host shows.",
    };

    internal const string Host = "host";
    internal const string Port = "port";
    internal const string UserName = "username";
    internal const string AuthType = "authType";
    internal const string Password = "password";
    internal const string PrivateKey = "privatekey";
    internal const string PassPhrase = "passphrase";
    internal const string HostKey = "hostKey";

    internal const string PasswordAuth = "password";
    internal const string KeyAuth = "privateKey";
}
