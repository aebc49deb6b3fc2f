using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Resources;

/// <summary>Reads the kinds that a CustomResourceDefinition declares.</summary>
internal static class CustomKinds
{
    public static IReadOnlyList<ResourceKind> DeclaredBy(JsonObject definition)
    {
        var spec = definition.Child("spec");
        var names = spec.Child("names");
        if (spec.Text("group") is not { } group || names.Text("plural") is not { } plural || names.Text("kind") is not { } kind)
        {
            return [];
        }

        return [.. spec.Objects("versions").Where(version => version.Flag("served") && version.Text("name") is not null).Select(version => new ResourceKind
        {
            Group = group,
            Version = version.Text("name")!,
            Kind = kind,
            Plural = plural,
            Singular = names.Text("singular") is { Length: > 0 } singular ? singular : kind.ToLowerInvariant(),
            ShortNames = Strings(names.Items("shortNames")),
            Categories = Strings(names.Items("categories")),
            Namespaced = spec.Text("scope") != "Cluster",
            HasStatus = version.Child("subresources").Child("status") is not null,
            HasScale = version.Child("subresources").Child("scale") is not null,
            HasGeneration = true,
            Schema = (JsonObject?)version.Child("schema").Child("openAPIV3Schema")?.DeepClone(),
            PrinterColumns = (JsonArray?)version.Items("additionalPrinterColumns")?.DeepClone(),
            Custom = true,
        })];
    }

    private static IReadOnlyList<string> Strings(JsonArray? list) => [.. (list ?? []).Select(item => item.AsText()).OfType<string>()];
}
