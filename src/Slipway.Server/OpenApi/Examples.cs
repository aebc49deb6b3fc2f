using System.Text.Json.Nodes;

namespace Slipway.Server.OpenApi;

/// <summary>Bodies that work where there is a project <c>acme</c>, with a registry's endpoint <c>Hub</c> and a pipeline <c>Deploy</c>.</summary>
internal static class Examples
{
    public static JsonNode Approval { get; } = new JsonObject { ["status"] = "Approved", ["responseMessage"] = "Approved on Monday." };

    public static JsonNode Pipeline { get; } = Read("""
        {
          "project": "acme", "name": "Roll out", "options": ["DOCKER_TRIGGER"], "stageOrder": ["Production"],
          "stages": {"Production": {"taskOrder": ["Apply"], "tasks": {"Apply": {
            "type": "K8S", "endpoints": {"kubernetesServer": "Cluster"},
            "input": {"action": "APPLY", "yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {tag: '${input.DOCKER_TAG}'}"}}}}}
        }
        """);

    public static JsonNode Endpoint { get; } = Read("""
        {
          "project": "acme", "name": "Production", "type": "k8s", "description": "the cluster in Frankfurt",
          "properties": {"kubernetesURL": "https://10.0.0.1:6443", "authType": "token", "token": "a service account's token"}
        }
        """);

    public static JsonNode Variable { get; } = Read("""{"project": "acme", "name": "region", "type": "REGULAR", "value": "eu-central"}""");

    public static JsonNode Test { get; } = Read("""{"image": "svendowideit/testhook:1.0.1"}""");

    public static JsonNode Webhook { get; } = Read("""
        {"project": "acme", "name": "web was pushed", "endpoint": "Hub", "pipeline": "Deploy", "tagNamePattern": "1\\..*", "enabled": true}
        """);

    public static JsonNode CustomIntegration { get; } = Read("""{"name": "greeter", "description": "says hello", "yaml": "runtime: shell\ncode: echo hello\n"}""");

    public static JsonNode User { get; } = Read("""{"userName": "dora", "email": "dora@acme.example", "password": "a long password"}""");

    public static JsonNode Version { get; } = Read("""{"version": "2.0", "description": "greets everybody"}""");

    public static JsonNode ExecutionAction { get; } = Read("""{"reason": "wrong tag"}""");

    public static JsonNode ExecutionTags { get; } = Read("""{"tags": ["release", "2026-03"]}""");

    public static JsonNode Execution { get; } = Read("""{"comments": "by hand", "input": {"DOCKER_TAG": "1.27", "DOCKER_REPO_NAME": "web"}}""");

    public static JsonNode Member { get; } = Read("""{"role": "developer"}""");

    public static JsonNode Lock { get; } = Read("""{"isLocked": true}""");

    public static JsonNode Description { get; } = Read("""{"description": "the web shop, and what belongs to it"}""");

    public static JsonNode Login { get; } = Read("""{"username": "admin", "password": "a long password"}""");

    public static JsonNode Project { get; } = Read("""{"name": "shop", "description": "the web shop"}""");

    public static JsonNode Yaml { get; } = JsonValue.Create("project: acme\nkind: VARIABLE\nname: zone\ntype: REGULAR\nvalue: a\n");

    private static JsonNode Read(string json) => JsonNode.Parse(json)!;
}
