using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Bench.Pages;

/// <summary>
/// A page of the console that is open and live, without a browser: it asks for the page, starts the circuit with what the page says, answers the calls of scripts, and
/// confirms what is drawn, as <c>blazor.web.js</c> does. Only the drawing itself is left out.
/// </summary>
internal sealed partial class OpenConsole : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly TaskCompletionSource live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int batches;
    private long bytes;

    private OpenConsole(HubConnection connection)
    {
        this.connection = connection;
        connection.On<long, byte[]>("JS.RenderBatch", DrawnAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", CalledAsync);
        connection.On<long>("JS.EndUpdateRootComponents", _ => { });
        connection.On<string>("JS.Error", error => live.TrySetException(new BenchException($"The server ended a circuit: {error}")));
        connection.Closed += error =>
        {
            live.TrySetException(new BenchException($"A circuit was closed: {error?.Message}"));
            return Task.CompletedTask;
        };
    }

    /// <summary>How often something was drawn.</summary>
    public int Batches => Volatile.Read(ref batches);

    /// <summary>How many bytes that were.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public bool IsOpen => connection.State is HubConnectionState.Connected;

    /// <summary>Opens the page and waits until it is live.</summary>
    public static async Task<OpenConsole> OpenAsync(HttpClient http, Uri page, string cookie, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "Cookie", cookie }, { "Accept", "text/html" } } };
        using var answer = await http.SendAsync(request, cancellationToken);
        var document = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
        var connecting = new HubConnectionBuilder().WithUrl(new Uri(page, "/_blazor"), options => options.Headers.Add("Cookie", cookie));
        connecting.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var console = new OpenConsole(connecting.Build());
        try
        {
            await console.StartAsync(page, document, cancellationToken);
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private async Task StartAsync(Uri page, string document, CancellationToken cancellationToken)
    {
        await connection.StartAsync(cancellationToken);
        var circuit = await connection.InvokeAsync<string?>("StartCircuit", new Uri(page, "/").ToString(), page.ToString(), "[]", StateOf(document), cancellationToken);
        if (circuit is null)
        {
            throw new BenchException("The server started no circuit.");
        }

        await connection.SendAsync("UpdateRootComponents", ComponentsOf(document), StateOf(document), cancellationToken);
        await live.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    private async Task DrawnAsync(long batch, byte[] content)
    {
        Interlocked.Add(ref bytes, content.Length);
        Interlocked.Increment(ref batches);
        await connection.SendAsync("OnRenderCompleted", batch, null);

        // Texts stand in the batch as they are; this one is only drawn when the list has been read.
        if (content.AsSpan().IndexOf("/executions/"u8) >= 0)
        {
            live.TrySetResult();
        }
    }

    // Nothing that scripts answer is used by a page that only shows a list.
    private async Task CalledAsync(long call, string name, string arguments, int resultType, long target, int callType)
    {
        if (call != 0)
        {
            await connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");
        }
    }

    private static string StateOf(string document) => State().Match(document) is { Success: true } found ? found.Groups[1].Value : "";

    private static string ComponentsOf(string document) => new JsonObject
    {
        ["batchId"] = 1,
        ["operations"] = new JsonArray(
        [
            .. Marker().Matches(document)
                .Select(found => JsonNode.Parse(found.Groups[1].Value)!.AsObject())
                .Where(marker => marker.ContainsKey("descriptor"))
                .Select((marker, place) => new JsonObject { ["type"] = "add", ["ssrComponentId"] = place + 1, ["marker"] = marker }),
        ]),
    }.ToJsonString(JsonSerializerOptions.Web);

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
