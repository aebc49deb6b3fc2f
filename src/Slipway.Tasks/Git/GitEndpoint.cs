using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Git;

/// <summary>A repository. The type string and the form are Code Stream's; its property keys are not public, these are ours.</summary>
public static class GitEndpoint
{
    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("git", "Git",
    [
        new(ServerType, "Git server type", "Whose repository it is; Git for any other server.") { Kind = PropertyKind.Choice, Choices = ["GitHub", "GitHub Enterprise", "GitLab", "GitLab Enterprise", "Bitbucket", "Bitbucket Enterprise", "Git"], Default = "GitHub" },
        new(RepoUrl, "Repo URL", "The address that one clones, such as https://github.com/acme/web.git or git@github.com:acme/web.git.")
        {
            Kind = PropertyKind.Url,
            Schemes = ["https", "http", "ssh"],
            IsDestination = true,
            IsRequired = true,
        },
        new(Branch, "Branch", "The branch to read from; empty for the repository's own default."),
        new(AuthType, "Authentication", "How Slipway signs in. A private key needs an ssh address, the others http or https.")
        {
            Kind = PropertyKind.Choice,
            Choices = [TokenAuth, PasswordAuth, KeyAuth, NoAuth],
            Default = TokenAuth,
        },
        new(UserName, "User name", "The account; the name in an ssh address comes first.") { When = new(AuthType, TokenAuth, PasswordAuth, KeyAuth), IsRequired = true, RequiredWhen = new(AuthType, PasswordAuth) },
        new(Password, "Password", "The account's password.") { IsSecret = true, IsRequired = true, When = new(AuthType, PasswordAuth) },
        new(PrivateToken, "Private token", "An access token that may read the repository.") { IsSecret = true, IsRequired = true, When = new(AuthType, TokenAuth) },
        new(PrivateKey, "Private key", "The text of a private key file: OpenSSH, PKCS#8, PKCS#1 or PuTTY.") { Kind = PropertyKind.Multiline, IsSecret = true, IsRequired = true, When = new(AuthType, KeyAuth) },
        new(PassPhrase, "Pass phrase", "What opens the private key; empty when it is open.") { IsSecret = true, When = new(AuthType, KeyAuth) },
        new(HostKey, "Host key", "The SHA-256 fingerprint of the SSH server's key: 'SHA256:' and 43 characters. Nothing is sent to a server with another one.") { Kind = PropertyKind.HostKey, When = new(AuthType, KeyAuth) },
        Fingerprint.Property,
    ])
    {
        Description = "A Git repository, for manifests under source control and Git triggers.",
    };

    internal const string ServerType = "serverType";
    internal const string RepoUrl = "repoUrl";
    internal const string Branch = "branch";
    internal const string AuthType = "authType";
    internal const string UserName = "username";
    internal const string Password = "password";
    internal const string PrivateToken = "privateToken";
    internal const string PrivateKey = "privateKey";
    internal const string PassPhrase = "passPhrase";
    internal const string HostKey = "hostKey";

    internal const string TokenAuth = "PRIVATE_TOKEN";
    internal const string PasswordAuth = "PASSWORD";
    internal const string KeyAuth = "PRIVATE_KEY";
    internal const string NoAuth = "NONE";
}
