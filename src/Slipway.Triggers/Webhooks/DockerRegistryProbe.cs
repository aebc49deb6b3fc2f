using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Registries.Distribution;

namespace Slipway.Triggers.Webhooks;

/// <summary>Signs in to a registry: at Docker Hub through its own API, elsewhere by <c>/v2/</c> of the Distribution API, with a token where it asks for one.</summary>
public sealed class DockerRegistryProbe : IEndpointProbe
{
    private const string Credentials = $"'{DockerRegistryEndpoint.UserName}' and '{DockerRegistryEndpoint.Password}'";

    /// <inheritdoc/>
    public string Type => DockerRegistryEndpoint.Type.Name;

    /// <inheritdoc/>
    public Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.Property(DockerRegistryEndpoint.ServerType) is DockerRegistryEndpoint.DockerHub
            ? ProbeHubAsync(endpoint, cancellationToken)
            : ProbeRegistryAsync(endpoint, cancellationToken);

    private static async Task<ProbeResult> ProbeHubAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        using var http = new EndpointHttp(new Uri(endpoint.Property(DockerRegistryEndpoint.ApiUrl)!), TrustOf(endpoint));
        var (user, password) = (endpoint.Property(DockerRegistryEndpoint.UserName), endpoint.Property(DockerRegistryEndpoint.Password));
        var answer = await http.PostJsonAsync("v2/users/login/", new JsonObject { ["username"] = user, ["password"] = password }.ToJsonString(), cancellationToken);
        if (answer is HttpAnswer.Some { Status: 404 or 405 or 410 })
        {
            answer = await http.PostJsonAsync("v2/auth/token", new JsonObject { ["identifier"] = user, ["secret"] = password }.ToJsonString(), cancellationToken);
        }

        if (answer is HttpAnswer.Some { Status: 401 } asked && Text(asked.Body, "login_2fa_token") is not null)
        {
            return new ProbeResult(ProbeCause.Unauthorized, $"{http.Address} asks for a second factor: put a personal access token in place of '{DockerRegistryEndpoint.Password}'.");
        }

        return answer.Refusal(http.Address, "Docker Hub's API", Credentials)
            ?? (Text(((HttpAnswer.Some)answer).Body, "token", "access_token") is not null
                ? ProbeResult.Ok($"{http.Address} is Docker Hub and accepts the endpoint's credentials.")
                : new ProbeResult(ProbeCause.Protocol, $"{http.Address} answered the sign-in without a token: check '{DockerRegistryEndpoint.ApiUrl}'."));
    }

    private static async Task<ProbeResult> ProbeRegistryAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Repository(out var problem) is not var (_, registry))
        {
            return new ProbeResult(ProbeCause.Properties, $"{DockerRegistryEndpoint.RepositoryUrl}: {problem}.");
        }

        using var http = new EndpointHttp(registry, TrustOf(endpoint));
        var open = await http.GetAsync("v2/", null, cancellationToken);
        var credentials = EndpointHttp.Basic(endpoint.Property(DockerRegistryEndpoint.UserName), endpoint.Property(DockerRegistryEndpoint.Password));
        if (open is not HttpAnswer.Some { Status: 401 } challenged)
        {
            // A registry that lets everybody in is asked once more, for it may still refuse who gives a wrong password.
            var answer = credentials is null || open is not HttpAnswer.Some { Status: 200 } ? open : await http.GetAsync("v2/", credentials, cancellationToken);
            return Verdict(answer, http.Address);
        }

        if (credentials is null)
        {
            return new ProbeResult(ProbeCause.Unauthorized, $"{http.Address} wants to know who asks (401): give {Credentials}.");
        }

        return AuthChallenge.Parse(challenged.Header("WWW-Authenticate")) switch
        {
            { IsBasic: true } => Verdict(await http.GetAsync("v2/", credentials, cancellationToken), http.Address),
            { IsBearer: true } challenge => await FetchTokenAsync(http, endpoint, challenge, credentials, cancellationToken),
            _ => new ProbeResult(ProbeCause.Protocol, $"{http.Address} does not say how to sign in: is it the address of a registry?"),
        };
    }

    private static async Task<ProbeResult> FetchTokenAsync(EndpointHttp registry, Endpoint endpoint, AuthChallenge challenge, string credentials, CancellationToken cancellationToken)
    {
        var address = new Uri(registry.Address);
        if (challenge.TokenAddress(endpoint.Property(DockerRegistryEndpoint.UserName), null) is not { } realm)
        {
            return new ProbeResult(ProbeCause.Protocol, $"{registry.Address} names no address that gives tokens: is it the address of a registry?");
        }

        var isSamePlace = realm.GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority);
        if (realm.Scheme is not "https" && !isSamePlace)
        {
            return new ProbeResult(ProbeCause.Protocol, $"{registry.Address} wants the password to be sent to {realm.Host} in clear, which is not done.");
        }

        // The accepted certificate is the registry's; who gives its tokens elsewhere has to be trusted by the system.
        using var http = new EndpointHttp(realm, isSamePlace ? TrustOf(endpoint) : ServerTrust.Read(null)!);
        var answer = await http.GetAsync("", credentials, cancellationToken);
        if (answer.Refusal(http.Address, "a registry's tokens", Credentials) is { } refusal)
        {
            return refusal;
        }

        return Text(((HttpAnswer.Some)answer).Body, "token", "access_token") is { } token && token.All(character => character is > ' ' and <= '~')
            ? Verdict(await registry.GetAsync("v2/", $"Bearer {token}", cancellationToken), registry.Address)
            : new ProbeResult(ProbeCause.Protocol, $"{http.Address} gave no token: is {registry.Address} the address of a registry?");
    }

    private static ProbeResult Verdict(HttpAnswer answer, string address) =>
        answer.Refusal(address, "a registry (it has no /v2/)", Credentials)
        ?? (((HttpAnswer.Some)answer).Body.TrimStart() is "" or ['{', ..]
            ? ProbeResult.Ok($"{address} is a registry and accepts the endpoint's credentials.")
            : new ProbeResult(ProbeCause.Protocol, $"{address} answers, but not as a registry does: check '{DockerRegistryEndpoint.RepositoryUrl}'."));

    private static ServerTrust TrustOf(Endpoint endpoint) => ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name))!;

    private static string? Text(string json, params string[] names)
    {
        try
        {
            var body = JsonNode.Parse(json) as JsonObject;
            return names.Select(name => body?[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null).FirstOrDefault(text => text is { Length: > 0 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
