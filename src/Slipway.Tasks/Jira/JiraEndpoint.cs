using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Jira;

/// <summary>A Jira: keys are Code Stream's (vmware-archive/vrealize-automation-content-generator).</summary>
public static class JiraEndpoint
{
    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("jira", "Jira",
    [
        new(Url, "URL", "The address of Jira, such as https://acme.atlassian.net.") { Kind = PropertyKind.Url, IsDestination = true, IsRequired = true },
        new(UserName, "User name", "An account that may make tickets; its e-mail address at Jira Cloud.") { IsRequired = true },
        new(Password, "Password", "The account's password; an API token at Jira Cloud.") { IsSecret = true, IsRequired = true },
        Fingerprint.Property,
    ])
    {
        Description = "A Jira, for notifications that make tickets.",
    };

    internal const string Url = "url";
    internal const string UserName = "username";
    internal const string Password = "password";
}
