using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Tasks.Kubernetes.Manifests;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes.Manifests;

public sealed class ManifestReaderTests
{
    private const string Head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    [Fact]
    public void Documents_know_their_number_and_line()
    {
        var read = ManifestReader.Read("# first\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n---\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: n}\n").Value!;
        read.Select(m => (m.Kind, m.Group, m.Namespace, m.Document, m.Line)).ShouldBe([("Namespace", "", null, 1, 2), ("Deployment", "apps", "n", 3, 7)]);
    }

    [Theory]
    [InlineData("\"1.0\"", "\"1.0\"")]
    [InlineData("'80'", "\"80\"")]
    [InlineData("80", "80")]
    [InlineData("-1", "-1")]
    [InlineData("1.5", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1.0.1", "\"1.0.1\"")]
    [InlineData("0x10", "16")]
    [InlineData("0644", "420")]
    [InlineData("0o644", "420")]
    [InlineData("089", "89")]
    [InlineData("true", "true")]
    [InlineData("on", "\"on\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("!!str 80", "\"80\"")]
    [InlineData("99999999999999999999", "1E\\u002B20")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    public void A_scalar_keeps_the_type_it_was_written_with(string yaml, string json) =>
        ((JsonNode?)ManifestReader.Read($"{Head}x: {yaml}\n").Value!.Single().Body["x"]).AsJson().ShouldBe(json.Replace("\\u002B", "+", StringComparison.Ordinal));

    [Theory]
    [InlineData("a: 1\na: 2\n", "yaml:5:1: the key 'a' stands here a second time.")]
    [InlineData("x: *gone\n", "yaml:4:4: the alias *gone has no anchor before it.")]
    [InlineData("x: .nan\n", "yaml:4:4: .nan cannot be sent to Kubernetes: its JSON has finite numbers only.")]
    [InlineData("x: !!python/object y\n", "yaml:4:4: the tag tag:yaml.org,2002:python/object has no meaning in a Kubernetes manifest.")]
    [InlineData("? [a]\n: b\n", "yaml:4:3: a key must be plain text.")]
    public void What_is_wrong_is_said_with_its_place(string rest, string problem) => ManifestReader.Read(Head + rest).Problem.ShouldBe(problem);

    [Theory]
    [InlineData("x: [unclosed\n", "yaml:5:1: ")]
    [InlineData("kind: x\n", "yaml:1:1: document 1: 'apiVersion' is missing or not text.")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n", "yaml:1:1: document 1: Pod has 'generateName'")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: ..}\n", "yaml:1:1: document 1: '..' cannot be the name of an object.")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a/../b}\n", "yaml:1:1: document 1: 'a/../b' cannot be the name of an object.")]
    [InlineData("apiVersion: ../v1\nkind: Pod\nmetadata: {name: a}\n", "yaml:1:1: document 1: apiVersion '../v1' must be like v1 or apps/v1.")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ../x}\n", "yaml:1:1: document 1: namespace '../x' must be")]
    [InlineData("- a\n", "yaml:1:1: document 1 is not an object")]
    [InlineData("# nothing\n", "the manifest holds no object.")]
    [InlineData(Head + "---\n" + Head, "yaml:4:1: document 2: ConfigMap 'a' already stands in document 1.")]
    public void A_document_that_is_no_object_is_refused(string yaml, string problem) => ManifestReader.Read(yaml.StartsWith("x:", StringComparison.Ordinal) ? Head + yaml : yaml).Problem.ShouldStartWith(problem);

    [Fact]
    public void Nesting_has_an_end() =>
        ManifestReader.Read($"{Head}x: {new string('[', 5000)}").Problem.ShouldEndWith("nested deeper than 64 levels.");

    [Fact]
    public void A_billion_laughs_are_not_laughed()
    {
        var bomb = Head + "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + i)}", 10))}]\n"));
        ManifestReader.Read(bomb).Problem.ShouldEndWith("more than 250000 values, aliases resolved.");
    }

    [Fact]
    public void A_manifest_too_long_is_refused_unread() =>
        ManifestReader.Read(new string(' ', ManifestLimits.MaxLength + 1)).Problem!.ShouldContain("at most 3145728 are taken");

    [Fact]
    public void Too_many_objects_are_refused() =>
        ManifestReader.Read(string.Concat(Enumerable.Range(0, 501).Select(i => $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{i}}}\n"))).Problem!.ShouldContain("more than 500 objects");

    [Fact]
    public void Anchors_and_merges_work_as_kubectl_reads_them() =>
        ManifestReader.Read($"{Head}base: &b {{x: 1, y: 2}}\nmore: {{<<: *b, y: 3}}\n").Value!.Single().Body["more"].AsJson().ShouldBe("""{"y":3,"x":1}""");

    [Fact]
    public void A_list_is_its_items() =>
        ManifestReader.Read("apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n").Value!.Select(m => m.Name).ShouldBe(["a", "b"]);

    [Fact]
    public void Namespaces_and_new_kinds_are_written_first_and_deleted_last()
    {
        var manifests = ManifestReader.Read("""
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}}
            ---
            {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: c}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: s}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: n}}
            """).Value!;
        ManifestOrder.ForWriting(manifests).Select(m => m.Name).ShouldBe(["n", "c", "d", "s"]);
        ManifestOrder.ForDeleting(manifests).Select(m => m.Name).ShouldBe(["s", "d", "c", "n"]);
    }
}

internal static class JsonText
{
    public static string AsJson(this JsonNode? node) => node?.ToJsonString() ?? "null";
}
