using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Cli.Client;

/// <summary>Talks to a server through its API, as any other client would.</summary>
public sealed class SlipwayClient : IDisposable
{
    private const string Yaml = "application/x-yaml";

    private static readonly JsonSerializerOptions Deep = new(JsonSerializerDefaults.Web) { MaxDepth = 600 };

    private readonly HttpClient http;

    /// <summary>Speaks through a connection that knows the server and signs its requests.</summary>
    public SlipwayClient(HttpClient http) => this.http = http;

    /// <summary>Signs in.</summary>
    /// <exception cref="ApiException">The server does not accept the name or the password.</exception>
    public static async Task<SlipwayClient> SignInAsync(Uri server, string userName, string password, CancellationToken cancellationToken)
    {
        var client = new SlipwayClient(new HttpClient { BaseAddress = server });
        var answer = await client.PostAsync("/csp/gateway/am/api/login?access_token", new JsonObject { ["username"] = userName, ["password"] = password }, cancellationToken);
        client.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer["access_token"]!.GetValue<string>());
        return client;
    }

    /// <summary>Asks for a document.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        await ReadAsync(await http.GetAsync(path, cancellationToken), cancellationToken);

    /// <summary>Asks for something that is no JSON, such as an export.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(path, cancellationToken);
        await DemandAsync(response, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Sends a document.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        await ReadAsync(await http.PostAsJsonAsync(path, body, cancellationToken), cancellationToken);

    /// <summary>Replaces a document.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<JsonObject> PutAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        await ReadAsync(await http.PutAsJsonAsync(path, body, cancellationToken), cancellationToken);

    /// <summary>Changes a document.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<JsonObject> PatchAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        await ReadAsync(await http.PatchAsJsonAsync(path, body, cancellationToken), cancellationToken);

    /// <summary>Deletes a document and returns what it was.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<JsonObject> DeleteAsync(string path, CancellationToken cancellationToken) =>
        await ReadAsync(await http.DeleteAsync(path, cancellationToken), cancellationToken);

    /// <summary>Imports pipelines from YAML; what is there already is replaced.</summary>
    /// <returns>The server's answer: YAML with a name, a status and a message for each.</returns>
    /// <exception cref="ApiException">The document is not right; the message says where.</exception>
    public Task<string> ImportAsync(string yaml, CancellationToken cancellationToken) =>
        ImportAsync(yaml, "apply", cancellationToken);

    /// <summary>Imports documents from YAML.</summary>
    /// <param name="yaml">One document or several.</param>
    /// <param name="action"><c>create</c>, <c>apply</c> or <c>update</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server's answer: YAML with a name, a status and a message for each.</returns>
    /// <exception cref="ApiException">The document is not right; the message says where.</exception>
    public async Task<string> ImportAsync(string yaml, string action, CancellationToken cancellationToken)
    {
        using var body = new StringContent(yaml, Encoding.UTF8, Yaml);
        using var response = await http.PostAsync($"/codestream/api/import?action={action}", body, cancellationToken);
        await DemandAsync(response, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Asks for documents as YAML.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<string> GetYamlAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Yaml));
        using var response = await http.SendAsync(request, cancellationToken);
        await DemandAsync(response, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Asks for something that may be long, or go on for long, and returns as soon as it begins.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="lastEventId">The id of the last event that was read, to go on behind it; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<Stream> StreamAsync(string path, string? lastEventId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is { Length: > 0 })
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await DemandAsync(response, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>The documents of a list, in the order in which the server gave them.</summary>
    /// <exception cref="ApiException">The server answered with an error.</exception>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, CancellationToken cancellationToken) =>
        [.. (await GetAsync(path, cancellationToken))["documents"]!.AsObject().Select(document => document.Value!.AsObject())];

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    internal static async Task<JsonObject> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            await DemandAsync(response, cancellationToken);
            try
            {
                return (await response.Content.ReadFromJsonAsync<JsonObject>(Deep, cancellationToken))!;
            }
            catch (JsonException)
            {
                throw new ApiException($"{response.RequestMessage!.RequestUri!.AbsolutePath}: the answer is not the JSON of an API. Is {response.RequestMessage.RequestUri.GetLeftPart(UriPartial.Authority)} a Slipway server?");
            }
        }
    }

    private static async Task DemandAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new ApiException(
                response.RequestMessage!.RequestUri!.AbsolutePath,
                MessageOf(await response.Content.ReadAsStringAsync(cancellationToken)) ?? $"{(int)response.StatusCode} {response.ReasonPhrase}",
                response.StatusCode);
        }
    }

    private static string? MessageOf(string body)
    {
        try
        {
            var error = JsonNode.Parse(body);
            return (error?["message"] ?? error?["serverMessage"])?.GetValue<string>();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
