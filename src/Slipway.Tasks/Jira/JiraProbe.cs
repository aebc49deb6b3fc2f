using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Jira;

/// <summary>Asks a Jira for <c>/rest/api/2/myself</c>, which both Jira Cloud and Data Center answer.</summary>
public sealed class JiraProbe : IEndpointProbe
{
    /// <inheritdoc/>
    public string Type => JiraEndpoint.Type.Name;

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        using var http = new EndpointHttp(new Uri(endpoint.Property(JiraEndpoint.Url)!), ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name))!);
        var credentials = EndpointHttp.Basic(endpoint.Property(JiraEndpoint.UserName), endpoint.Property(JiraEndpoint.Password));
        var answer = await http.GetAsync("rest/api/2/myself", credentials, cancellationToken);
        return answer.Refusal(http.Address, "a Jira", $"'{JiraEndpoint.UserName}' and '{JiraEndpoint.Password}'")
            ?? (IsPerson(((HttpAnswer.Some)answer).Body)
                ? ProbeResult.Ok($"{http.Address} is a Jira and accepts the endpoint's credentials.")
                : new ProbeResult(ProbeCause.Protocol, $"{http.Address} answers, but not as a Jira does: check '{JiraEndpoint.Url}'."));
    }

    private static bool IsPerson(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject person && (person.ContainsKey("accountId") || person.ContainsKey("key") || person.ContainsKey("name"));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
