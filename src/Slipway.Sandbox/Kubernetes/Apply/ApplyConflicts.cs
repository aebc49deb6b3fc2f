using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>Words conflicts as k8s.io/apimachinery/pkg/util/managedfields does.</summary>
internal static class ApplyConflicts
{
    public static ApiFailure Describe(IReadOnlyList<(ManagedEntry Owner, string Path)> conflicts) => new(409, "Conflict", Message(conflicts))
    {
        Details = new JsonObject
        {
            ["causes"] = new JsonArray([.. conflicts.Select(conflict => (JsonNode)new JsonObject
            {
                ["reason"] = "FieldManagerConflict",
                ["message"] = $"conflict with {Name(conflict.Owner)}",
                ["field"] = conflict.Path,
            })]),
        },
    };

    private static string Message(IReadOnlyList<(ManagedEntry Owner, string Path)> conflicts)
    {
        if (conflicts is [var only])
        {
            return $"Apply failed with 1 conflict: conflict with {Name(only.Owner)}: {only.Path}";
        }

        var lines = conflicts
            .GroupBy(conflict => Name(conflict.Owner))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Select(conflict => $"- {conflict.Path}").Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }

    private static string Name(ManagedEntry owner)
    {
        var name = owner.Subresource.Length == 0 ? $"\"{owner.Manager}\"" : $"\"{owner.Manager}\" with subresource \"{owner.Subresource}\"";
        return owner.Operation == ManagedEntry.Update ? $"{name} using {owner.ApiVersion}" : name;
    }
}
