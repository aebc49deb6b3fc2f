using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Selection;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Watching;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>GET: one object, a list, or a watch.</summary>
internal sealed class ReadHandler(ObjectStore store, TimeProvider time)
{
    public Task HandleAsync(ApiCall call, CancellationToken cancellation) => (call.Path.Name, call.Path.Subresource) switch
    {
        (not null, "log") when call.Kind.Is("", "pods") => LogAsync(call),
        (not null, "" or "status" or "scale") when !call.Flag("watch") => OneAsync(call),
        (null, "") or (not null, "") => ManyAsync(call, cancellation),
        _ => Respond.FailAsync(call.Context, ApiFailure.NoSuchResource()),
    };

    private Task OneAsync(ApiCall call)
    {
        if (store.Find(ObjectKey.Of(call.Kind, call.Namespace, call.Name)) is not { } found)
        {
            return Respond.FailAsync(call.Context, ApiFailure.NotFound(call.Kind, call.Name));
        }

        var node = Served(call, found);
        if (call.Path.Subresource == "scale")
        {
            return call.Kind.HasScale
                ? Respond.JsonAsync(call.Context, 200, Scaling.Show(node))
                : Respond.FailAsync(call.Context, ApiFailure.NoSuchResource());
        }

        return Respond.JsonAsync(call.Context, 200, Representation.Wanted(call.Context.Request).One(call.Kind, node, time.GetUtcNow()));
    }

    private Task LogAsync(ApiCall call) => store.Find(ObjectKey.Of(call.Kind, call.Namespace, call.Name)) is null
        ? Respond.FailAsync(call.Context, ApiFailure.NotFound(call.Kind, call.Name))
        : Respond.TextAsync(call.Context, $"{call.Name} started\n");

    private Task ManyAsync(ApiCall call, CancellationToken cancellation)
    {
        if (!LabelSelector.Parse(call.Query("labelSelector")).Succeeded(out var labels, out var refusal)
            || !FieldSelector.Parse(call.Query("fieldSelector"), call.Kind).Succeeded(out var fields, out refusal))
        {
            return Respond.FailAsync(call.Context, refusal);
        }

        if (call.Query("resourceVersion") is { Length: > 0 } version && !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return Respond.FailAsync(call.Context, ApiFailure.BadRequest($"resourceVersion: Invalid value: \"{version}\": must be a whole number"));
        }

        var scope = new WatchScope(call.Kind, call.Path.Namespace, call.Path.Name, labels, fields);
        return call.Flag("watch") ? WatchAsync(call, scope, cancellation) : ListAsync(call, scope);
    }

    private Task ListAsync(ApiCall call, WatchScope scope)
    {
        IReadOnlyList<StoredObject> found;
        long revision;
        lock (store.Gate)
        {
            found = store.List(scope.Kind, scope.Namespace);
            revision = store.Revision;
        }

        if (!ListPage.Of(found, scope, call.Query("limit"), call.Query("continue"), revision).Succeeded(out var page, out var refusal))
        {
            return Respond.FailAsync(call.Context, refusal);
        }

        var nodes = page.Items.Select(item => Served(call, item)).ToList();
        return Respond.JsonAsync(call.Context, 200, Representation.Wanted(call.Context.Request).Many(call.Kind, nodes, page.Meta(), time.GetUtcNow()));
    }

    private async Task WatchAsync(ApiCall call, WatchScope scope, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (int.TryParse(call.Query("timeoutSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 86_400)
        {
            limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        var response = call.Context.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-cache, private";
        await response.StartAsync(limit.Token);
        var stream = new WatchStream(store, time, scope, Representation.Wanted(call.Context.Request), response.Body);
        try
        {
            await stream.RunAsync(call.Query("resourceVersion"), call.Flag("sendInitialEvents"), call.Flag("allowWatchBookmarks"), limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The end of every watch: the client left, its time is over, or the server stops.
        }
    }

    private static JsonObject Served(ApiCall call, StoredObject item)
    {
        var node = item.Read();
        node["apiVersion"] = call.Kind.GroupVersion;
        return node;
    }
}
