using Slipway.Projects.Endpoints;

namespace Slipway.Tasks.Agents;

/// <summary>
/// Code Stream's remote agent: the id of a cloud proxy (vmware-archive/vrealize-automation-content-generator). This server has no cloud proxies,
/// and its tasks reach out themselves; the type is there so that what names one can be taken over.
/// </summary>
public static class AgentEndpoint
{
    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("agent", "Agent",
    [
        new("leMansAgent", "Cloud proxy", "The id of the cloud proxy.") { IsRequired = true },
    ])
    {
        Description = "A remote agent of Code Stream. It is kept so that pipelines that name one can be taken over; tasks run from this server itself, and validation says so.",
    };
}
