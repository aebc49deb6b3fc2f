using System.Globalization;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;

namespace Slipway.Tasks.Ssh;

/// <summary>Signs in to an SSH host and runs nothing there.</summary>
public sealed class SshProbe : IEndpointProbe
{
    /// <inheritdoc/>
    public string Type => SshEndpoint.Type.Name;

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var usesKey = endpoint.Property(SshEndpoint.AuthType) is SshEndpoint.KeyAuth;
        var target = new SshTarget(
            endpoint.Property(SshEndpoint.Host)!,
            int.Parse(endpoint.Property(SshEndpoint.Port)!, CultureInfo.InvariantCulture),
            endpoint.Property(SshEndpoint.UserName)!,
            usesKey ? null : endpoint.Property(SshEndpoint.Password),
            usesKey ? endpoint.Property(SshEndpoint.PrivateKey) : null,
            usesKey ? endpoint.Property(SshEndpoint.PassPhrase) : null,
            endpoint.Property(SshEndpoint.HostKey));
        var (client, problem) = await SshSession.OpenAsync(target, cancellationToken);
        using (client)
        {
            return problem ?? ProbeResult.Ok($"{target.Host}:{target.Port} is an SSH server with the accepted host key, and accepts the endpoint's credentials.");
        }
    }
}
