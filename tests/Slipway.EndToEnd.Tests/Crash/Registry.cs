using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Sandbox.DockerHub;

namespace Slipway.EndToEnd.Tests.Crash;

/// <summary>One push, as a registry tells of it.</summary>
/// <param name="Repository">Such as <c>acme/web</c>.</param>
/// <param name="Tag">The tag.</param>
/// <param name="PushedAt">Seconds since 1970.</param>
/// <param name="Payload">What it sends.</param>
internal sealed record Push(string Repository, string Tag, long PushedAt, byte[] Payload)
{
    /// <summary>A push that the registry tells of and does not have any more: another one took its tag.</summary>
    public static Push Told(string repository, string tag, long pushedAt) => new(repository, tag, pushedAt, JsonSerializer.SerializeToUtf8Bytes(new
    {
        push_data = new { pushed_at = pushedAt, pusher = "ada", tag },
        repository = new { repo_name = repository, @namespace = repository.Split('/')[0], name = repository.Split('/')[1], owner = repository.Split('/')[0] },
    }));

    /// <summary>A push that was made, as the registry told of it.</summary>
    public static Push Of(PushResult made)
    {
        using var payload = JsonDocument.Parse(made.Payload);
        var push = payload.RootElement.GetProperty("push_data");
        return new(payload.RootElement.GetProperty("repository").GetProperty("repo_name").GetString()!, push.GetProperty("tag").GetString()!, push.GetProperty("pushed_at").GetInt64(), made.Payload.ToArray());
    }
}

/// <summary>A registry that tells of each push until somebody has taken it, and of some of them again.</summary>
/// <param name="hooks">What it calls for each repository.</param>
internal sealed class Registry(IReadOnlyDictionary<string, Uri> hooks)
{
    private const int Senders = 8;

    private int unanswered;

    /// <summary>The deliveries that were answered with 2xx, with the push that each told of.</summary>
    public ConcurrentDictionary<string, Push> Accepted { get; } = new();

    /// <summary>How often nobody answered, or not with 2xx.</summary>
    public int Unanswered => unanswered;

    /// <summary>Tells of all of these, some at a time, in their order.</summary>
    public Task SendAsync(IReadOnlyList<Push> deliveries, CancellationToken cancellationToken)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            using var http = new HttpClient();
            while (Interlocked.Increment(ref next) is var number && number < deliveries.Count)
            {
                while (!await TryAsync(http, deliveries[number], cancellationToken))
                {
                    Interlocked.Increment(ref unanswered);
                    await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
                }
            }
        }, cancellationToken)));
    }

    private async Task<bool> TryAsync(HttpClient http, Push push, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new ByteArrayContent(push.Payload);
            using var answer = await http.PostAsync(hooks[push.Repository], body, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return false;
            }

            Accepted.TryAdd((await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["delivery"]!.GetValue<string>(), push);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return false;
        }
    }
}
