using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Tasks.Kubernetes.Manifests;

namespace Slipway.Tasks.Kubernetes;

/// <summary>What a <c>K8S</c> task does with the objects of its manifest.</summary>
internal enum KubernetesAction
{
    /// <summary>Reads the objects.</summary>
    Get,

    /// <summary>Makes objects that must not exist yet.</summary>
    Create,

    /// <summary>Makes or changes objects by server-side apply.</summary>
    Apply,

    /// <summary>Removes the objects and waits until they are gone.</summary>
    Delete,
}

/// <summary>The input keys of a <c>K8S</c> task, as Code Stream's exports name them.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Timeout">For the whole task, the rollout included.</param>
/// <param name="ContinueOnConflict">CREATE only: an object that exists already is left as it is, and the rest is made.</param>
/// <param name="Yaml">The manifest, one or many documents.</param>
/// <param name="DefaultNamespace">For objects that name none.</param>
internal sealed record KubernetesTaskInput(
    KubernetesAction Action, TimeSpan Timeout, bool ContinueOnConflict, string Yaml, string DefaultNamespace)
{
    private const int DefaultMinutes = 5;
    private const int MaxMinutes = 24 * 60;

    public static Checked<KubernetesTaskInput> Read(JsonObject input)
    {
        var action = ReadAction(Text(input, "action"));
        if (action.Problem is { } actionProblem)
        {
            return Checked<KubernetesTaskInput>.Wrong(actionProblem);
        }

        if (ReadMinutes(input["timeout"]) is not { } minutes)
        {
            return Checked<KubernetesTaskInput>.Wrong(
                $"input 'timeout' is {Shown(input["timeout"])}: it must be a whole number of minutes from 1 to {MaxMinutes}.");
        }

        if (ReadFlag(input["continueOnConflict"]) is not { } continueOnConflict)
        {
            return Checked<KubernetesTaskInput>.Wrong(
                $"input 'continueOnConflict' is {Shown(input["continueOnConflict"])}: it must be true or false.");
        }

        var yaml = Text(input, "yaml");
        if (string.IsNullOrWhiteSpace(yaml))
        {
            return Checked<KubernetesTaskInput>.Wrong(string.IsNullOrWhiteSpace(Text(input, "filePath"))
                ? "input 'yaml' is empty: it must hold the manifest to work on."
                : "input 'filePath' asks for a manifest from source control, which this version cannot read: put the manifest into 'yaml'.");
        }

        var space = Text(input, "namespace") is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : "default";
        return ManifestReader.IsNamespace(space)
            ? new KubernetesTaskInput(action.Value, TimeSpan.FromMinutes(minutes), continueOnConflict, yaml, space)
            : Checked<KubernetesTaskInput>.Wrong($"input 'namespace' is '{Shortened(space)}': it must be at most 63 lower-case letters, digits and dashes.");
    }

    private static (KubernetesAction Value, string? Problem) ReadAction(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "GET" => (KubernetesAction.Get, null),
        "CREATE" => (KubernetesAction.Create, null),
        "APPLY" => (KubernetesAction.Apply, null),
        "DELETE" => (KubernetesAction.Delete, null),
        "ROLLBACK" => (default, "input 'action' is ROLLBACK, which this version does not have: it has GET, CREATE, APPLY and DELETE."),
        null or "" => (default, "input 'action' is missing: it must be GET, CREATE, APPLY or DELETE."),
        _ => (default, $"input 'action' is '{Shortened(text)}': it must be GET, CREATE, APPLY or DELETE."),
    };

    private static int? ReadMinutes(JsonNode? node)
    {
        var text = AsText(node);
        if (string.IsNullOrWhiteSpace(text))
        {
            return node is null || text is not null ? DefaultMinutes : null;
        }

        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= MaxMinutes
            ? minutes
            : null;
    }

    private static bool? ReadFlag(JsonNode? node) => node is null ? false : AsText(node)?.Trim().ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" or "" => false,
        _ => null,
    };

    private static string? Text(JsonObject input, string key) => AsText(input[key]);

    private static string? AsText(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => node.ToJsonString(),
        _ => null,
    };

    private static string Shown(JsonNode? node) => node is null ? "missing" : Shortened(node.ToJsonString());

    private static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");
}
