using System.Text;
using System.Text.Json.Nodes;
using Slipway.Tasks.Kubernetes.Rollouts;

namespace Slipway.Tasks.Kubernetes.Writing;

/// <summary>Keeps the values of Kubernetes Secrets out of outputs and messages.</summary>
internal static class SecretValues
{
    private const string Mask = "*****";
    private const int ShortestWorthMasking = 4;
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The object as a task may show it: a Secret's values masked, bookkeeping that only machines read left out.</summary>
    public static JsonObject Shown(JsonObject written)
    {
        var shown = written.DeepClone().AsObject();
        (shown["metadata"] as JsonObject)?.Remove("managedFields");
        if (!IsSecret(shown))
        {
            return shown;
        }

        // kubectl keeps the whole object, values and all, in this annotation.
        (shown.At("metadata", "annotations") as JsonObject)?.Remove(LastApplied);
        foreach (var values in Values(shown))
        {
            foreach (var key in values.Select(v => v.Key).ToList())
            {
                values[key] = Mask;
            }
        }

        return shown;
    }

    /// <summary>The text without any value that the Secret holds, encoded or not.</summary>
    public static string Redact(string text, JsonObject body)
    {
        if (!IsSecret(body))
        {
            return text;
        }

        var secrets = Values(body).SelectMany(v => v).Select(v => v.Value?.ToString() ?? "").SelectMany(v => new[] { v, Decoded(v) });
        return secrets.Where(s => s.Length >= ShortestWorthMasking).OrderByDescending(s => s.Length)
            .Aggregate(text, (t, secret) => t.Replace(secret, Mask, StringComparison.Ordinal));
    }

    private static bool IsSecret(JsonObject body) => body.Text("kind") == "Secret" && body.Text("apiVersion") == "v1";

    private static IEnumerable<JsonObject> Values(JsonObject secret) => new[] { secret["data"], secret["stringData"] }.OfType<JsonObject>();

    private static string Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
