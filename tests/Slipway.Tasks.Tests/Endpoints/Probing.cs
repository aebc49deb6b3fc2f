using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Xunit;

namespace Slipway.Tasks.Tests.Endpoints;

/// <summary>Tries an endpoint the way the API does: completed by its type, through the prober.</summary>
internal static class Probing
{
    public static async Task<ProbeResult> TryAsync(this IEndpointProbe probe, EndpointType type, params (string Name, JsonNode? Value)[] given)
    {
        var completed = type.Complete(given.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        completed.Problem.ShouldBeNull();
        var endpoint = new Endpoint { Id = Guid.Empty, Project = "acme", Name = "It", Type = type.Name, Properties = completed.Properties };
        var result = await new EndpointProber([type], [probe], TimeProvider.System).ProbeAsync(endpoint, TestContext.Current.CancellationToken);
        foreach (var secret in type.SecretProperties.Select(name => completed.Properties.GetValueOrDefault(name)).OfType<string>().Where(secret => secret.Length > 3))
        {
            result.Message.ShouldNotContain(secret);
        }

        return result;
    }

    /// <summary>A port where nobody listens.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
