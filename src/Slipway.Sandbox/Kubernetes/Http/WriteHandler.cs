using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Auditing;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>POST, PUT, PATCH and DELETE. The write and its line in the audit are one step, so the audit's order is the truth.</summary>
internal sealed class WriteHandler(ObjectStore store, ObjectWriter writer, ObjectRemover remover, AuditTrail audit, TimeProvider time)
{
    /// <summary>Who the bearer token stands for.</summary>
    public const string User = "sandbox-admin";

    public async Task HandleAsync(ApiCall call, CancellationToken cancellation)
    {
        var read = await RequestBody.ReadAsync(call.Context.Request, optional: call.Method == "DELETE", cancellation);
        if (!read.Succeeded(out var body, out var refusal))
        {
            await Respond.FailAsync(call.Context, refusal);
            return;
        }

        var (code, answer, retry) = Decide(call, body);
        if (retry is not null)
        {
            await Respond.FailAsync(call.Context, retry);
            return;
        }

        await Respond.JsonAsync(call.Context, code, answer);
    }

    private (int Code, JsonNode Answer, ApiFailure? Refusal) Decide(ApiCall call, JsonNode body)
    {
        lock (store.Gate)
        {
            var decided = Write(call, body);
            if (!decided.Succeeded(out var written, out var refusal))
            {
                audit.Append(sequence => Entry(sequence, call, body as JsonObject ?? [], refusal.Code, changed: false) with { Refusal = refusal.Message });
                return (refusal.Code, new JsonObject(), refusal);
            }

            var code = written.Created ? 201 : 200;
            audit.Append(sequence => Entry(sequence, call, written.Object, code, written.Changed) with
            {
                ResourceVersion = written.Object.Child("metadata").Text("resourceVersion"),
            });
            return (code, Answer(call, written), null);
        }
    }

    private Outcome<Written> Write(ApiCall call, JsonNode body) => call.Method switch
    {
        "DELETE" => Deletion.Run(call, store, remover, DeleteOptions.Read(body as JsonObject, call.Query)),
        "PATCH" => Patch(call, body),
        _ when body is not JsonObject => ApiFailure.BadRequest("the body must be one object"),
        "POST" => Create(call, (JsonObject)body),
        _ => Replace(call, (JsonObject)body),
    };

    private Outcome<Written> Create(ApiCall call, JsonObject body)
    {
        if (call.Path.Name is not null)
        {
            return call.Path.Subresource == "eviction"
                ? remover.Delete(call.Kind, call.Namespace, call.Name, DeleteOptions.Read(body.Child("deleteOptions"), call.Query))
                : ApiFailure.MethodNotAllowed();
        }

        return Addressing.Check(call, body) is { } refusal ? refusal : writer.Create(Request(call), body);
    }

    private Outcome<Written> Replace(ApiCall call, JsonObject body)
    {
        if (call.Path.Name is null)
        {
            return ApiFailure.MethodNotAllowed();
        }

        if (call.Path.Subresource == "scale")
        {
            return writer.Change(Request(call), live => Scaling.Set(live, body));
        }

        if (Addressing.Check(call, body) is { } refusal)
        {
            return refusal;
        }

        var version = body.Child("metadata").Text("resourceVersion");
        return call.Kind.Custom && string.IsNullOrEmpty(version)
            ? ApiFailure.Invalid(call.Kind, call.Name, [FieldProblem.Invalid("metadata.resourceVersion", "0x0", "must be specified for an update")])
            : writer.Change(Request(call), _ => (JsonObject)body.DeepClone());
    }

    private Outcome<Written> Patch(ApiCall call, JsonNode body)
    {
        var mediaType = RequestBody.MediaType(call.Context.Request);
        if (call.Path.Name is null)
        {
            return ApiFailure.MethodNotAllowed();
        }

        if (!PatchBody.Known(mediaType, call.Kind))
        {
            return PatchBody.Unknown(call.Kind);
        }

        if (mediaType == PatchBody.ApplyYaml)
        {
            return Applying.Run(call, Request(call), writer, body);
        }

        return writer.Change(Request(call), live =>
        {
            var target = call.Path.Subresource == "scale" ? Scaling.Show(live) : live;
            if (!PatchBody.Apply(mediaType, target, body, call.Kind).Succeeded(out var patched, out var refusal))
            {
                return refusal;
            }

            return call.Path.Subresource == "scale" ? Scaling.Set(live, patched)
                : Addressing.Check(call, patched) is { } wrong ? wrong : patched;
        });
    }

    private static WriteRequest Request(ApiCall call) => new()
    {
        Kind = call.Kind,
        Namespace = call.Namespace,
        Name = call.Name,
        Subresource = call.Path.Subresource,
        FieldManager = call.FieldManager,
        Force = call.Flag("force"),
        DryRun = call.DryRun,
    };

    private JsonNode Answer(ApiCall call, Written written)
    {
        if (call.Method == "DELETE" && written.Gone)
        {
            return Deletion.Done(call, written.Object);
        }

        return call.Path.Subresource == "scale"
            ? Scaling.Show(written.Object)
            : Representation.Wanted(call.Context.Request).One(call.Kind, written.Object, time.GetUtcNow());
    }

    private AuditEntry Entry(long sequence, ApiCall call, JsonObject node, int code, bool changed) => new()
    {
        Sequence = sequence,
        Time = time.GetUtcNow(),
        Verb = call.Method switch
        {
            "POST" => "create",
            "PUT" => "update",
            "DELETE" => call.Path.Name is null ? "deletecollection" : "delete",
            _ => RequestBody.MediaType(call.Context.Request) == PatchBody.ApplyYaml ? "apply" : "patch",
        },
        ApiVersion = call.Kind.GroupVersion,
        Resource = call.Kind.Plural,
        Subresource = call.Path.Subresource,
        Namespace = call.Namespace,
        Name = call.Path.Name ?? node.Name(),
        FieldManager = call.FieldManager,
        UserAgent = call.UserAgent,
        User = User,
        ResponseCode = code,
        Changed = changed,
        DryRun = call.DryRun,
        Annotations = node.Child("metadata").Texts("annotations"),
        Images = PodTemplates.Images(node),
    };
}
