using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Validation;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>The object in a body must be the one that the URL means.</summary>
internal static class Addressing
{
    public static ApiFailure? Check(ApiCall call, JsonObject body)
    {
        var kind = call.Kind;
        if (MetaRules.TypeProblem(body) is { } wrong)
        {
            return ApiFailure.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: json: {wrong}");
        }

        if ((body.Text("kind") ?? kind.Kind) != kind.Kind || (body.Text("apiVersion") ?? kind.GroupVersion) != kind.GroupVersion)
        {
            return ApiFailure.BadRequest(
                $"the API version in the data ({body.Text("apiVersion")}, Kind={body.Text("kind")}) does not match the expected API version ({kind.GroupVersion}, Kind={kind.Kind})");
        }

        if (body.Namespace() is { Length: > 0 } ns && kind.Namespaced && ns != call.Namespace)
        {
            return ApiFailure.BadRequest($"the namespace of the provided object does not match the namespace sent on the request");
        }

        return call.Path.Name is { } name && body.Name() is { Length: > 0 } given && given != name
            ? ApiFailure.BadRequest($"the name of the object ({given}) does not match the name on the URL ({name})")
            : null;
    }
}
