using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>
/// Some objects of a cluster as they are now: listed once, then kept by watch. A watch that breaks is opened again from the
/// last resourceVersion; where that is too old (410) they are listed anew. While the cluster is out of reach it keeps trying.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="collection">The path of the collection.</param>
/// <param name="selector">Such as <c>fieldSelector=metadata.name%3Dweb</c>.</param>
/// <param name="time">For the waits between tries.</param>
/// <param name="changed">Called after every change, and when sight of the cluster is lost or found again. Must return at once.</param>
internal sealed class LiveObjects(ClusterApi api, string collection, string selector, TimeProvider time, Action changed)
{
    private const int WatchSeconds = 300;

    private readonly Dictionary<string, JsonObject> _byUid = new(StringComparer.Ordinal);
    private string _resourceVersion = "";

    /// <summary>The objects; null until they have been listed once.</summary>
    public IReadOnlyList<JsonObject>? Now { get; private set; }

    /// <summary>Why the cluster cannot be seen at the moment; null while it can.</summary>
    public string? Blind { get; private set; }

    /// <summary>Runs until canceled, or until the cluster refuses for good: then the refusal is returned.</summary>
    public async Task<ApiAnswer> FollowAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var answer = _resourceVersion.Length == 0 ? await ListAsync(cancellationToken) : await WatchAsync(cancellationToken);
            if (answer is ApiAnswer.Ok)
            {
                continue;
            }

            if (answer is null)
            {
                failures = 0;
                continue;
            }

            if (answer.IsRefused(410))
            {
                _resourceVersion = "";
                if (failures++ > 0)
                {
                    await Task.Delay(Backoff(failures), time, cancellationToken);
                }

                continue;
            }

            if (answer is ApiAnswer.Refused { Status.IsPassing: false } or ApiAnswer.Unreachable { MayPass: false })
            {
                return answer;
            }

            SetBlind(ApiProblem.Say(answer, api.Address));
            await Task.Delay(Backoff(failures++), time, cancellationToken);
        }
    }

    private async Task<ApiAnswer?> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync($"{collection}?{selector}", cancellationToken);
        if (answer is not ApiAnswer.Ok ok)
        {
            return answer;
        }

        _byUid.Clear();
        foreach (var item in (ok.Body["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            _byUid[Uid(item)] = item;
        }

        _resourceVersion = ok.Body["metadata"]?["resourceVersion"]?.ToString() ?? "0";
        Blind = null;
        Publish();
        return answer;
    }

    /// <summary>Null when the watch was open and ended, as it does every few minutes; else why it was not.</summary>
    private async Task<ApiAnswer?> WatchAsync(CancellationToken cancellationToken)
    {
        // A little longer than the server was asked to hold it: a connection that died without a word ends here.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(WatchSeconds + 30), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var (response, problem) = await api.OpenAsync(
                $"{collection}?{selector}&watch=1&allowWatchBookmarks=true&timeoutSeconds={WatchSeconds}&resourceVersion={Uri.EscapeDataString(_resourceVersion)}",
                either.Token);
            if (response is null)
            {
                return problem;
            }

            using (response)
            {
                SetBlind(null);
                var lines = 0;
                await foreach (var line in WatchStream.ReadAsync(response, either.Token))
                {
                    lines++;
                    if (Take(line) is { } refused)
                    {
                        return refused;
                    }
                }

                // A server that opens watches and closes them at once would otherwise be asked in a tight loop.
                return lines > 0 ? null : new ApiAnswer.Unreachable($"{api.Address} cut the watch.", MayPass: true);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private ApiAnswer.Refused? Take(JsonObject line)
    {
        if (line["object"] is not JsonObject item)
        {
            return null;
        }

        var type = line["type"]?.ToString();
        if (type == "ERROR")
        {
            var code = item["code"] is JsonValue value && value.TryGetValue<int>(out var c) ? c : 500;
            return new ApiAnswer.Refused(ApiStatus.From(code, item, null));
        }

        _resourceVersion = item["metadata"]?["resourceVersion"]?.ToString() ?? _resourceVersion;
        switch (type)
        {
            case "ADDED" or "MODIFIED":
                _byUid[Uid(item)] = item;
                Publish();
                break;
            case "DELETED":
                _byUid.Remove(Uid(item));
                Publish();
                break;
        }

        return null;
    }

    private void Publish()
    {
        Now = [.. _byUid.Values];
        changed();
    }

    private void SetBlind(string? cause)
    {
        if (Blind != cause)
        {
            Blind = cause;
            changed();
        }
    }

    private static string Uid(JsonObject item) => item["metadata"]?["uid"]?.ToString() ?? item["metadata"]?["name"]?.ToString() ?? "";

    private static TimeSpan Backoff(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(200 * Math.Pow(2, Math.Min(failures, 6)), 10_000) * (0.75 + (Random.Shared.NextDouble() / 2)));
}
