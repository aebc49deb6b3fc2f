using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Watching;

/// <summary>A watch: events as one JSON object per line, each flushed at once, until the client or the time limit ends it.</summary>
internal sealed class WatchStream(ObjectStore store, TimeProvider time, WatchScope scope, Representation form, Stream output)
{
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromSeconds(30);
    private bool columnsSent;

    public async Task RunAsync(string? resourceVersion, bool initialEvents, bool bookmarks, CancellationToken cancellation)
    {
        var feed = store.Follow();
        try
        {
            if (!await BeginAsync(feed, resourceVersion, initialEvents, bookmarks, cancellation))
            {
                return;
            }

            await FollowAsync(feed.Reader, bookmarks, cancellation);
        }
        finally
        {
            store.Unfollow(feed);
        }
    }

    /// <summary>Sends what lies between the client's knowledge and now. The feed holds everything after that, because it was opened before.</summary>
    private async Task<bool> BeginAsync(Channel<Change> feed, string? resourceVersion, bool initialEvents, bool bookmarks, CancellationToken cancellation)
    {
        long now;
        IReadOnlyList<StoredObject> existing = [];
        IReadOnlyList<Change>? missed = [];
        var known = long.TryParse(resourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;
        lock (store.Gate)
        {
            while (feed.Reader.TryRead(out _))
            {
            }

            now = store.Revision;
            if (known == 0 || initialEvents)
            {
                existing = store.List(scope.Kind, scope.Namespace);
            }
            else
            {
                missed = store.Since(known);
            }
        }

        if (missed is null)
        {
            await SendAsync("ERROR", ApiFailure.Expired($"too old resource version: {known} ({now})").ToStatus(), cancellation);
            return false;
        }

        foreach (var item in existing.Where(item => scope.Covers(item.Key) && scope.Matches(item)))
        {
            await SendAsync("ADDED", item, cancellation);
        }

        foreach (var change in missed)
        {
            await SendAsync(change, cancellation);
        }

        if (initialEvents && bookmarks)
        {
            await BookmarkAsync(now, initialEnd: true, cancellation);
        }

        await output.FlushAsync(cancellation);
        return true;
    }

    private async Task FollowAsync(ChannelReader<Change> changes, bool bookmarks, CancellationToken cancellation)
    {
        while (true)
        {
            var ready = changes.WaitToReadAsync(cancellation).AsTask();
            while (bookmarks && !ready.IsCompleted)
            {
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                await Task.WhenAny(ready, Task.Delay(BookmarkEvery, time, pause.Token));
                await pause.CancelAsync();
                if (!ready.IsCompleted)
                {
                    await BookmarkAsync(store.Revision, initialEnd: false, cancellation);
                    await output.FlushAsync(cancellation);
                }
            }

            if (!await ready)
            {
                return;
            }

            while (changes.TryRead(out var change))
            {
                await SendAsync(change, cancellation);
            }

            await output.FlushAsync(cancellation);
        }
    }

    private async Task SendAsync(Change change, CancellationToken cancellation)
    {
        if (scope.See(change) is { } type)
        {
            await SendAsync(type switch { ChangeType.Added => "ADDED", ChangeType.Modified => "MODIFIED", _ => "DELETED" }, change.Object, cancellation);
        }
    }

    private async Task SendAsync(string type, StoredObject item, CancellationToken cancellation)
    {
        var node = item.Read();
        node["apiVersion"] = scope.Kind.GroupVersion;
        var body = form.One(scope.Kind, node, time.GetUtcNow(), columns: !columnsSent);
        columnsSent = true;
        await SendAsync(type, body, cancellation);
    }

    private Task BookmarkAsync(long revision, bool initialEnd, CancellationToken cancellation)
    {
        var meta = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (initialEnd)
        {
            meta["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var mark = new JsonObject { ["kind"] = scope.Kind.Kind, ["apiVersion"] = scope.Kind.GroupVersion, ["metadata"] = meta };
        return SendAsync("BOOKMARK", form.Form == Form.Object ? mark : form.One(scope.Kind, mark, time.GetUtcNow(), columns: false), cancellation);
    }

    private async Task SendAsync(string type, JsonNode body, CancellationToken cancellation)
    {
        var line = new JsonObject { ["type"] = type, ["object"] = body };
        await output.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(line, WireJson.Options), (byte)'\n'], cancellation);
    }
}
