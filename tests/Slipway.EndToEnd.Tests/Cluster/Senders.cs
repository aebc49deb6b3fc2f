using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Tests.Cluster;

/// <summary>A registry behind a load balancer: sends each push to the nodes in turn until one has answered with 2xx.</summary>
internal sealed class Senders(string repository, Func<IReadOnlyList<Uri>> nodes, CancellationToken cancellation) : IDisposable
{
    private const int AtOnce = 4;

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private int next;
    private int unanswered;

    /// <summary>The delivery that the answer named, by the tag that was pushed.</summary>
    public ConcurrentDictionary<string, string> Accepted { get; } = new();

    /// <summary>How often a node did not answer, or not with 2xx.</summary>
    public int Unanswered => unanswered;

    /// <summary>Sends pushes until there are so many in all.</summary>
    public Task SendUpToAsync(int count) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(
        async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= count)
            {
                await SendAsync(number);
            }

            Interlocked.Decrement(ref next);
        },
        cancellation)));

    public void Dispose() => http.Dispose();

    private async Task SendAsync(int number)
    {
        var tag = $"1.0.{number}";
        for (var attempt = number; !Accepted.ContainsKey(tag); attempt++)
        {
            var all = nodes();
            try
            {
                using var answer = await http.PostAsJsonAsync(new Uri(all[attempt % all.Count], $"/pipelines/api/docker-hub-webhooks?secureToken={TestWorld.SecureToken}"), PayloadOf(tag), cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    Accepted[tag] = (await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation))!["delivery"]!.GetValue<string>();
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                // Down, or stopped: the next one.
            }

            Interlocked.Increment(ref unanswered);
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }

    private JsonObject PayloadOf(string tag) => new()
    {
        ["push_data"] = new JsonObject { ["pushed_at"] = 1_417_566_161, ["pusher"] = "ada", ["tag"] = tag },
        ["repository"] = new JsonObject { ["repo_name"] = repository, ["namespace"] = repository.Split('/')[0], ["name"] = repository.Split('/')[1], ["owner"] = "acme" },
    };
}
