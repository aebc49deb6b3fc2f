using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Apply;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Validation;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>The one door through which objects come into being and change. Every method is one step under the store's gate.</summary>
internal sealed class ObjectWriter(ObjectStore store, KindDirectory kinds, TimeProvider time)
{
    private readonly Admission admission = new(store, kinds);

    public string Now => JsonReading.Timestamp(time.GetUtcNow());

    public Outcome<Written> Create(WriteRequest request, JsonObject body)
    {
        lock (store.Gate)
        {
            var next = (JsonObject)body.DeepClone();
            var name = GeneratedNames.Settle(next);
            var key = ObjectKey.Of(request.Kind, request.Namespace, name);
            if (admission.RefuseNew(request, next) is { } refusal)
            {
                return refusal;
            }

            if (store.Find(key) is not null)
            {
                return ApiFailure.AlreadyExists(request.Kind, name);
            }

            return Commit(request with { Name = name }, null, next, tracked: false);
        }
    }

    public Outcome<Written> Change(WriteRequest request, Func<JsonObject, Outcome<JsonObject>> change)
    {
        lock (store.Gate)
        {
            if (store.Find(ObjectKey.Of(request.Kind, request.Namespace, request.Name)) is not { } stored)
            {
                return ApiFailure.NotFound(request.Kind, request.Name);
            }

            var live = stored.Read();
            live["apiVersion"] = request.Kind.GroupVersion;
            if (!change((JsonObject)live.DeepClone()).Succeeded(out var next, out var refusal))
            {
                return refusal;
            }

            return Stale(request, live, next) ?? Commit(request, live, next, tracked: false);
        }
    }

    public Outcome<Written> Apply(WriteRequest request, JsonObject config)
    {
        lock (store.Gate)
        {
            var live = store.Find(ObjectKey.Of(request.Kind, request.Namespace, request.Name))?.Read();
            if (live is null && request.Subresource.Length > 0)
            {
                return ApiFailure.NotFound(request.Kind, request.Name);
            }

            if ((live is null ? admission.RefuseNew(request, config) : Stale(request, live, config)) is { } refusal)
            {
                return refusal;
            }

            var scoped = SubresourceScope.Of(request, config);
            return ServerSideApply.Merge(live, scoped, request.Kind, request.FieldManager, request.Subresource, request.Force, Now).Succeeded(out var merged, out var conflict)
                ? Commit(request, live, merged, tracked: true)
                : conflict;
        }
    }

    /// <summary>Takes the object out at once, whatever finalizers it has.</summary>
    public void Remove(ResourceKind kind, ObjectKey key, JsonObject last)
    {
        lock (store.Gate)
        {
            store.Remove(key, last);
            admission.Publish(kind, last, gone: true);
        }
    }

    private Outcome<Written> Commit(WriteRequest request, JsonObject? live, JsonObject next, bool tracked)
    {
        var kind = request.Kind;
        SubresourceScope.Restrict(request, live, next);
        SystemFields.Settle(request, live, next, Now);
        Defaults.Fill(kind, next);
        admission.Complete(kind, live, next, Now);
        if (!request.Internal && ObjectRules.Check(kind, live, next) is { Count: > 0 } problems)
        {
            return ApiFailure.Invalid(kind, request.Name, problems);
        }

        SystemFields.Count(kind, live, next);
        if (!tracked)
        {
            UpdateOwnership.Track(live, next, kind, request.FieldManager, request.Subresource, Now);
        }

        if (live is not null && JsonReading.Same(Unversioned(live), Unversioned(next)))
        {
            return new Written(live, Changed: false);
        }

        if (request.DryRun)
        {
            if (live?.Meta()["resourceVersion"] is { } version)
            {
                next.Meta()["resourceVersion"] = version.DeepClone();
            }

            return new Written(next, Changed: false, Created: live is null);
        }

        var key = ObjectKey.Of(kind, request.Namespace, request.Name);
        if (next.Terminating() && next.Finalizers().Count == 0 && live?.Finalizers().Count > 0)
        {
            Remove(kind, key, next);
            return new Written(next, Changed: true, Gone: true);
        }

        store.Put(key, next);
        admission.Publish(kind, next, gone: false);
        return new Written(next, Changed: true, Created: live is null);
    }

    private static ApiFailure? Stale(WriteRequest request, JsonObject live, JsonObject next)
    {
        var meta = next.Child("metadata");
        if (meta.Text("uid") is { Length: > 0 } uid && uid != live.Uid())
        {
            return ApiFailure.Conflict(request.Kind, request.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {live.Uid()}");
        }

        return meta.Text("resourceVersion") is { Length: > 0 } version && version != live.Child("metadata").Text("resourceVersion")
            ? ApiFailure.Modified(request.Kind, request.Name)
            : null;
    }

    private static JsonObject Unversioned(JsonObject node)
    {
        var copy = (JsonObject)node.DeepClone();
        copy.Meta().Remove("resourceVersion");
        return copy;
    }
}
