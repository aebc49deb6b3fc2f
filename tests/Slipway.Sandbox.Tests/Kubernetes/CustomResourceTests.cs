namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class CustomResourceTests
{
    internal const string Definition = """
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": { "name": "widgets.acme.test" },
          "spec": {
            "group": "acme.test", "scope": "Namespaced", "names": { "plural": "widgets", "singular": "widget", "kind": "Widget", "shortNames": ["wd"] },
            "versions": [ {
              "name": "v1", "served": true, "storage": true, "subresources": { "status": {} },
              "schema": { "openAPIV3Schema": { "type": "object", "properties": { "spec": { "type": "object", "properties": {
                "size": { "type": "integer" },
                "parts": { "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["id"], "items": { "type": "object" } },
                "tags": { "type": "array", "items": { "type": "string" } }
              } } } } }
            } ]
          }
        }
        """;

    private const string Widgets = "/apis/acme.test/v1/namespaces/default/widgets";

    [Fact]
    public async Task A_kind_is_unknown_until_its_definition_is_there_and_again_when_it_is_gone()
    {
        await using var cluster = await Cluster.StartAsync();
        (await cluster.GetAsync(Widgets)).Code.ShouldBe(404);

        (await cluster.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Cluster.Json(Definition))).Code.ShouldBe(201);
        (await cluster.GetAsync(Widgets)).Code.ShouldBe(200);

        await cluster.DeleteAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.acme.test");
        (await cluster.GetAsync(Widgets)).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Lists_of_a_custom_resource_merge_as_its_schema_says()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Cluster.Json(Definition));
        const string head = "apiVersion: acme.test/v1\nkind: Widget\nmetadata: {name: one}\n";

        await cluster.ApplyAsync($"{Widgets}/one", head + "spec: {parts: [{id: a, n: 1}], tags: [x]}", "alice");
        var (code, body) = await cluster.ApplyAsync($"{Widgets}/one", head + "spec: {parts: [{id: b, n: 2}]}", "bob");
        code.ShouldBe(200);
        body["spec"]!["parts"]!.AsArray().Select(part => part!["id"]!.ToString()).ShouldBe(["a", "b"]);

        var (refused, status) = await cluster.ApplyAsync($"{Widgets}/one", head + "spec: {tags: [y]}", "bob");
        refused.ShouldBe(409);
        status["message"]!.ToString().ShouldContain("conflict with \"alice\": .spec.tags");
    }

    [Fact]
    public async Task Status_of_a_custom_resource_is_written_through_its_subresource_only()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Cluster.Json(Definition));
        await cluster.ApplyAsync($"{Widgets}/one", """{"apiVersion":"acme.test/v1","kind":"Widget","metadata":{"name":"one"},"spec":{"size":1},"status":{"ok":true}}""", "alice");
        cluster.Sandbox.Find("acme.test/v1", "Widget", "default", "one")!.ContainsKey("status").ShouldBeFalse();

        await cluster.PatchAsync($"{Widgets}/one/status", """{"status":{"ok":true},"spec":{"size":9}}""");

        var widget = cluster.Sandbox.Find("acme.test/v1", "Widget", "default", "one")!;
        ((bool)widget["status"]!["ok"]!).ShouldBeTrue();
        ((int)widget["spec"]!["size"]!).ShouldBe(1);
        ((int)widget["metadata"]!["generation"]!).ShouldBe(1);
    }
}
