using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Slipway.Registries.Distribution;
using Slipway.Registries.Json;

namespace Slipway.Registries.Inspection;

/// <summary>
/// Speaks with one registry about one repository: signs in as the registry wants it, bounded in time and in the size of answers. The
/// password goes to the registry itself, and over https to who gives its tokens; redirects are not followed.
/// </summary>
internal sealed class DistributionConnection(IHttpClientFactory clients, RegistryAccess access, Images.ImageRepository repository, KeptTokens tokens, TimeProvider time) : IDisposable
{
    private const int MaxToken = 64 * 1024;
    private const int LongestToken = 32 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(30);

    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpClient http = access.Trust is { } trust ? new HttpClient(InspectionServices.Handler(trust)) { Timeout = Timeout.InfiniteTimeSpan } : clients.CreateClient(DistributionInspector.HttpClientName);
    private readonly string key = KeptTokens.KeyOf(access.BaseAddress, access.UserName, access.Password, repository.Path);

    /// <summary>The registry as messages name it.</summary>
    public string Host => access.BaseAddress.Authority;

    public void Dispose() => http.Dispose();

    /// <summary>Sends a request, signed in if the registry wants that.</summary>
    public async Task<DistributionReply> SendAsync(HttpMethod method, string path, int maxBody, CancellationToken cancellationToken)
    {
        var address = new Uri(access.BaseAddress, path);
        var kept = tokens.Find(key);
        var reply = await SendAsync(http, method, address, kept, maxBody, cancellationToken);
        if (reply is not DistributionReply.Answered { Status: HttpStatusCode.Unauthorized } asked)
        {
            return reply;
        }

        tokens.Drop(key);
        return AuthChallenge.Parse(asked.Header("WWW-Authenticate") ?? "") switch
        {
            { IsBasic: true } when Basic() is { } basic => await SignedInAsync(method, address, basic, ShortestLifetime, maxBody, cancellationToken),
            { IsBearer: true } challenge => await FetchTokenAsync(challenge, cancellationToken) switch
            {
                (var token, var good, null) => await SignedInAsync(method, address, $"Bearer {token}", good, maxBody, cancellationToken),
                (_, _, var refused) => refused,
            },
            _ => reply,
        };
    }

    /// <summary>Whether there is a next page, and its path; null when it is not at this registry, where it is not looked for.</summary>
    public (bool Exists, string? Path) Next(DistributionReply.Answered answered, string path)
    {
        if (answered.Header("Link") is not { } link || !link.Contains("next", StringComparison.Ordinal))
        {
            return (false, null);
        }

        var from = link.IndexOf('<', StringComparison.Ordinal) + 1;
        var to = link.IndexOf('>', from);
        return (true, from > 0 && to > from && Uri.TryCreate(new Uri(access.BaseAddress, path), link[from..to], out var next) && IsHere(next) ? next.PathAndQuery : null);
    }

    /// <summary>What the person who set up the endpoint should know of an answer that is none.</summary>
    public InspectionResult.Refused Refuse(DistributionReply reply, string path) => reply switch
    {
        DistributionReply.Silent silent => new($"{Host} cannot be reached: {silent.Cause}.", IsTransient: true),
        DistributionReply.Answered { Status: HttpStatusCode.TooManyRequests } busy => new($"{Host} has had too many requests (429 on {path}).", IsTransient: true) { RetryAfter = busy.RetryAfter },
        DistributionReply.Answered { Status: HttpStatusCode.Unauthorized } => new(string.IsNullOrEmpty(access.UserName)
            ? $"{Host} wants to know who asks (401 on {path}): give the endpoint a user name and a password."
            : $"{Host} does not accept user '{access.UserName}' (401 on {path}): check the endpoint's user name and password.", IsTransient: false),
        DistributionReply.Answered { Status: HttpStatusCode.Forbidden } => new(string.IsNullOrEmpty(access.UserName)
            ? $"{Host} lets nobody read {repository.Path} who does not say who asks (403 on {path}): give the endpoint a user name and a password."
            : $"User '{access.UserName}' may not read {repository.Path} at {Host} (403 on {path}).", IsTransient: false),
        DistributionReply.Answered { Status: >= HttpStatusCode.InternalServerError } down => new($"{Host} has a fault of its own (HTTP {(int)down.Status} on {path}).", IsTransient: true) { RetryAfter = down.RetryAfter },
        DistributionReply.Answered { Status: HttpStatusCode.NotFound } => new($"Who answers for {Host} knows of no registry there (HTTP 404 on {path}): it is down, or the endpoint's address is wrong.", IsTransient: true),
        DistributionReply.Answered { Status: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } => new($"{Host} points elsewhere in place of an answer, which is not followed: check the endpoint's address.", IsTransient: false),
        DistributionReply.Answered other => new($"{Host} answered HTTP {(int)other.Status} on {path}: is it the address of a registry?", IsTransient: false),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // A token that was just fetched and is not accepted is the registry's last word.
    private async Task<DistributionReply> SignedInAsync(HttpMethod method, Uri address, string authorization, TimeSpan good, int maxBody, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(http, method, address, authorization, maxBody, cancellationToken);
        if (reply is DistributionReply.Answered { Status: not HttpStatusCode.Unauthorized })
        {
            tokens.Keep(key, authorization, good);
        }

        return reply;
    }

    private string? Basic() => string.IsNullOrEmpty(access.UserName) ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{access.UserName}:{access.Password}"))}";

    private bool IsHere(Uri address) => address.GetLeftPart(UriPartial.Authority) == access.BaseAddress.GetLeftPart(UriPartial.Authority);

    private async Task<(string Token, TimeSpan Good, DistributionReply? Refused)> FetchTokenAsync(AuthChallenge challenge, CancellationToken cancellationToken)
    {
        if (challenge.TokenAddress(access.UserName, repository.Path) is not { } realm)
        {
            return Refused("it names no address that gives tokens");
        }

        if (realm.Scheme is not "https" && !IsHere(realm))
        {
            return Refused($"it gives its tokens at {realm.Host} in clear, where nobody is asked for one");
        }

        // The accepted certificate is the registry's; who gives its tokens elsewhere has to be trusted by the system.
        using var elsewhere = IsHere(realm) ? null : clients.CreateClient(DistributionInspector.HttpClientName);
        return await SendAsync(elsewhere ?? http, HttpMethod.Get, realm, Basic(), MaxToken, cancellationToken) switch
        {
            DistributionReply.Answered { Status: HttpStatusCode.OK, Body: var body } => Read(body) is var (token, good) ? (token, good, null) : Refused($"{realm.Host} gave no token"),

            // These say the same of the image as if the registry had said them; no other answer says anything of it.
            DistributionReply.Answered { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } refused => ("", default, refused),
            DistributionReply.Answered other => Refused(string.Create(CultureInfo.InvariantCulture, $"{realm.Host} gave no token but HTTP {(int)other.Status}")),
            var silent => ("", default, silent),
        };

        static (string, TimeSpan, DistributionReply?) Refused(string cause) => ("", default, new DistributionReply.Silent(cause));
    }

    private static (string Token, TimeSpan Good)? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            var token = ForeignJson.Field(root, "token").Text() ?? ForeignJson.Field(root, "access_token").Text();
            var seconds = ForeignJson.Field(root, "expires_in") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var told) ? told : ShortestLifetime.TotalSeconds;

            // A little earlier than it says: it has to be good when it arrives.
            return token is { Length: > 0 and <= LongestToken } && token.All(character => character is > ' ' and <= '~')
                ? (token, TimeSpan.FromSeconds(Math.Clamp(seconds * 0.8, 10, LongestLifetime.TotalSeconds)))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<DistributionReply> SendAsync(HttpClient client, HttpMethod method, Uri address, string? authorization, int maxBody, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var type in Manifests)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var late = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return await ReadAsync(response.Content, maxBody, end.Token) is { } body
                ? new DistributionReply.Answered(response.StatusCode, headers, body, Wait(response.Headers))
                : new DistributionReply.Silent(string.Create(CultureInfo.InvariantCulture, $"its answer has more than {maxBody} bytes"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DistributionReply.Silent(string.Create(CultureInfo.InvariantCulture, $"no answer within {Patience.TotalSeconds:0} s"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var message = e.GetBaseException().Message;
            return new DistributionReply.Silent(message.Length > 200 ? message[..200] + "…" : message);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int max, CancellationToken cancellationToken)
    {
        if (max == 0)
        {
            return [];
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > max)
            {
                return null;
            }
        }

        return kept.ToArray();
    }

    private TimeSpan? Wait(HttpResponseHeaders headers) =>
        (headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - time.GetUtcNow()) is { } wait && wait >= TimeSpan.Zero && wait <= TimeSpan.FromDays(1) ? wait : null;
}

/// <summary>What came of one request to a registry.</summary>
internal abstract record DistributionReply
{
    private DistributionReply()
    {
    }

    /// <summary>The registry answered.</summary>
    public sealed record Answered(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, TimeSpan? RetryAfter) : DistributionReply
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }

    /// <summary>No answer came that could be used.</summary>
    /// <param name="Cause">Why, in words.</param>
    public sealed record Silent(string Cause) : DistributionReply;
}
