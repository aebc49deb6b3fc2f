using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Expressions;

namespace Slipway.Pipelines.Bench;

/// <summary>A manifest of 200 lines with 30 expressions, and an execution that knows what they ask for.</summary>
internal static class ManifestText
{
    private const string Document = """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-#
          namespace: ${input.NAMESPACE}
          labels:
            app.kubernetes.io/name: shop-#
            app.kubernetes.io/version: "${Build.Image - it.output.exports.VERSION}"
        spec:
          replicas: ${input.REPLICAS}
          selector:
            matchLabels:
              app.kubernetes.io/name: shop-#
          template:
            metadata:
              labels:
                app.kubernetes.io/name: shop-#
            spec:
              containers:
              - name: shop
                image: registry.example.com/team-blue/shop-#@${Build.Image - it.output.responseBody.images[0].digest}
                ports:
                - containerPort: 8080
                env:
                - name: SHELL_WORD
                  value: $HOME
                - name: TOKEN
                  value: ${var.shop.token}
                resources:
                  limits:
                    cpu: 500m
                    memory: 256Mi

        """;

    public static string Text { get; } =
        string.Concat(Enumerable.Range(1, 6).Select(i => Document.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    public static BindingScope Scope { get; } = new()
    {
        Input = new Dictionary<string, JsonNode?> { ["NAMESPACE"] = "shop", ["REPLICAS"] = 3, ["LEVEL"] = "LARGE", ["APPROVE"] = "YES" },
        Variables = new Dictionary<string, Value> { ["shop.token"] = new("not much of a secret", IsSecret: true) },
        Globals = new Dictionary<string, JsonNode?> { ["requestBy"] = "blue" },
        Stages = new Dictionary<string, StageScope>
        {
            ["Build"] = new("COMPLETED", new Dictionary<string, TaskScope>
            {
                ["Image - it"] = new("COMPLETED", [], new JsonObject
                {
                    ["exports"] = new JsonObject { ["VERSION"] = "1.10" },
                    ["responseBody"] = """{"images":[{"digest":"sha256:0123456789abcdef"}],"total":1}""",
                }),
            }),
        },
    };
}
