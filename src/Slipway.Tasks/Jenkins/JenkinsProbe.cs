using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Jenkins;

/// <summary>Asks a Jenkins for <c>/api/json</c> as the endpoint's user.</summary>
public sealed class JenkinsProbe : IEndpointProbe
{
    /// <inheritdoc/>
    public string Type => JenkinsEndpoint.Type.Name;

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        using var http = new EndpointHttp(new Uri(endpoint.Property(JenkinsEndpoint.Url)!), ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name))!);
        var credentials = EndpointHttp.Basic(endpoint.Property(JenkinsEndpoint.UserName), endpoint.Property(JenkinsEndpoint.Password));
        var answer = await http.GetAsync("api/json?tree=mode", credentials, cancellationToken);
        return answer.Refusal(http.Address, "a Jenkins", $"'{JenkinsEndpoint.UserName}' and '{JenkinsEndpoint.Password}'")
            ?? (answer is HttpAnswer.Some some && some.Header("X-Jenkins") is { Length: > 0 and < 32 } version
                ? ProbeResult.Ok($"{http.Address} is a Jenkins ({version}) and accepts the endpoint's credentials.")
                : new ProbeResult(ProbeCause.Protocol, $"{http.Address} answers, but not as a Jenkins does: check '{JenkinsEndpoint.Url}'."));
    }
}
