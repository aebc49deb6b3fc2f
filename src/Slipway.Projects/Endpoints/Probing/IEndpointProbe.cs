namespace Slipway.Projects.Endpoints.Probing;

/// <summary>Really connects to what an endpoint of one type names, and changes nothing there.</summary>
public interface IEndpointProbe
{
    /// <summary>The <see cref="EndpointType.Name"/> that it is for.</summary>
    string Type { get; }

    /// <summary>Connects and signs in. Faults of the network and of the other side are results; no secret stands in them.</summary>
    Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken);
}
