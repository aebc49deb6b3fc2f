using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Jenkins;

/// <summary>A Jenkins: keys and defaults are Code Stream's (vmware-archive/vrealize-automation-content-generator).</summary>
public static class JenkinsEndpoint
{
    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("jenkins", "Jenkins",
    [
        new(Url, "URL", "The address of Jenkins, such as https://jenkins.acme.example.") { Kind = PropertyKind.Url, IsDestination = true, IsRequired = true },
        new(UserName, "User name", "An account that may run the jobs.") { IsRequired = true },
        new(Password, "Password", "The account's API token, or its password.") { IsSecret = true, IsRequired = true },
        new("pollInterval", "Poll interval", "How long to wait between two looks at a job that runs, in seconds.") { Kind = PropertyKind.Number, Default = "15", Range = (1, 3600) },
        new("retryCount", "Retries", "How often to ask again when Jenkins does not answer.") { Kind = PropertyKind.Number, Default = "5", Range = (0, 100) },
        new("retryWaitSeconds", "Retry wait", "How long to wait before asking again, in seconds.") { Kind = PropertyKind.Number, Default = "60", Range = (1, 3600) },
        Fingerprint.Property,
    ])
    {
        Description = "A Jenkins server, for tasks that run its jobs.",
    };

    internal const string Url = "url";
    internal const string UserName = "username";
    internal const string Password = "password";
}
