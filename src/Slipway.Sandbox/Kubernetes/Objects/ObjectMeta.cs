using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Objects;

/// <summary>The members of <c>metadata</c> that the server itself reads and writes.</summary>
internal static class ObjectMeta
{
    public static JsonObject Meta(this JsonObject node) => node.Ensure("metadata");

    public static string Name(this JsonObject node) => node.Child("metadata").Text("name") ?? "";

    public static string Namespace(this JsonObject node) => node.Child("metadata").Text("namespace") ?? "";

    public static string Uid(this JsonObject node) => node.Child("metadata").Text("uid") ?? "";

    public static bool Terminating(this JsonObject node) => node.Child("metadata").Text("deletionTimestamp") is not null;

    public static int Generation(this JsonObject node) => node.Child("metadata").Number("generation") ?? 0;

    public static string? Annotation(this JsonObject node, string name) => node.Child("metadata").Child("annotations").Text(name);

    public static void Annotate(this JsonObject node, string name, string value) => node.Meta().Ensure("annotations")[name] = value;

    public static IReadOnlyList<string> Finalizers(this JsonObject node) =>
        [.. (node.Child("metadata").Items("finalizers") ?? []).Select(item => item.AsText()).OfType<string>()];

    public static void SetFinalizers(this JsonObject node, IEnumerable<string> finalizers)
    {
        var list = new JsonArray([.. finalizers.Select(name => (JsonNode)name)]);
        if (list.Count == 0)
        {
            node.Meta().Remove("finalizers");
        }
        else
        {
            node.Meta()["finalizers"] = list;
        }
    }

    public static JsonObject? ControllerReference(this JsonObject node) =>
        node.Child("metadata").Objects("ownerReferences").FirstOrDefault(owner => owner.Flag("controller"));

    public static JsonObject OwnerReference(JsonObject owner) => new()
    {
        ["apiVersion"] = owner.Text("apiVersion"),
        ["kind"] = owner.Text("kind"),
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };
}
