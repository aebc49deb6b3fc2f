using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Slipway.Server.Tests.Contract;

/// <summary>Sends a request to the letter, and decodes the answer as strictly as the public clients do.</summary>
internal sealed class WireClient(HttpClient http)
{
    private static readonly JsonSerializerOptions AsGo = new() { PropertyNameCaseInsensitive = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string? Bearer { get; set; }

    /// <summary>Signs in as the administrator, as cs-cli does.</summary>
    public static async Task<WireClient> SignInAsync(HttpClient http)
    {
        var client = new WireClient(http);
        var answer = await client.SendAsync<JsonObject>("POST", "/csp/gateway/am/api/login?access_token", Json(new JsonObject { ["username"] = "admin", ["password"] = TestServer.Password }));
        client.Bearer = answer["access_token"]!.GetValue<string>();
        return client;
    }

    public async Task<T> SendAsync<T>(string method, string path, string? body = null, string contentType = "application/json", string accept = "application/json", HttpStatusCode? status = null)
    {
        var (answered, text) = await SendAsync(method, path, body, contentType, accept);
        if (status is { } wanted)
        {
            answered.ShouldBe(wanted, $"{method} {path}: {text}");
        }
        else
        {
            ((int)answered).ShouldBeInRange(200, 299, $"{method} {path}: {text}");
        }

        return JsonSerializer.Deserialize<T>(text, AsGo)!;
    }

    public async Task<(HttpStatusCode Status, string Text)> SendAsync(string method, string path, string? body, string contentType, string accept)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", "go-resty/2.6.0 (https://github.com/go-resty/resty)");
        if (Bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await http.SendAsync(request, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>The documents of a list; the envelope has what every client reads of it.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path)
    {
        var list = await SendAsync<DocumentsList>("GET", path);
        list.Count.ShouldBe(list.Documents.Count);
        list.Links.ShouldBe(list.Documents.Keys, ignoreOrder: true);
        list.TotalCount.ShouldBeGreaterThanOrEqualTo(list.Count);
        list.Documents.ShouldAllBe(document => document.Value["_link"]!.GetValue<string>() == document.Key);
        return [.. list.Documents.Values.Select(document => document.Deserialize<T>(AsGo)!)];
    }

    /// <summary>As resty writes a query: keys in order, everything escaped.</summary>
    public static string Query(params (string Key, string Value)[] pairs) =>
        string.Join('&', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value).Replace("%20", "+", StringComparison.Ordinal)}"));

    public static string Json(JsonObject body) => body.ToJsonString();
}
