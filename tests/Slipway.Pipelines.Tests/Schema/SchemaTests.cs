using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Schema;
using Slipway.Pipelines.Tests.Documents;
using Xunit;

namespace Slipway.Pipelines.Tests.Schema;

public sealed class SchemaTests
{
    public static TheoryData<string> Good =>
    [
        Samples.Exported,
        Samples.Least,
        WholeDocuments.Pipeline,
        WholeDocuments.Others,
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pipeline.yaml")),
        Samples.Least.Replace("kind:", "concurrency: '3'\nenabled: 'TRUE'\nstate: released\noptions: GIT_TRIGGER\nstages_: 1\nkind:", StringComparison.Ordinal),
        Samples.Least.Replace("input:\n  TAG: latest", "input: []\n_inputMeta: {a: {mandatory: 'false'}, b: {}}\nworkspace:\nnotifications: {email: {}, webhook: [{event: failed, action: PUT}]}", StringComparison.Ordinal),
        Task("type: K8S\n        input: {action: apply, timeout: '5', yaml: '${input.TAG}', continueOnConflict: 'True', scmConstants: '', unknown: 1}"),
        Task("type: K8S\n        input: {action: '${input.TAG}', timeout: '${input.TAG}', continueOnConflict: '${input.TAG}', scmConstants: '${input.TAG}'}"),
        Task("type: POLL\n        input: {url: '', headers: [], pollCount: '', exitCriteria: {success: a == 1, more: x}}"),
        Task("type: UserOperation\n        input: {approvers: one, approverGroups: [1, true, two], summary: 5, sendemail: '', expirationUnit: days}"),
        Task("type: CI\n        input: {steps: '${input.TAG}', export: {}}\n        endpoints: {anything: 5}"),
        Task("type: Jenkins\n        whatever: {a: 1}"),
        Task("type: REST\n        timeout: 90\n        retry: 3\n        onInterrupt: RETRY"),
        Task("type: REST\n        timeout: 1d2h3m4s\n        retry: '3'\n        onInterrupt: ''"),
        Task("type: REST\n        timeout: ' 5 '\n        retry: {attempts: '3', delay: 90, maxDelay: ''}"),
        Task("type: REST\n        timeout:\n        retry: []\n        onInterrupt:"),
        "kind: REGISTRY_WEBHOOK\nproject: P\nname: w\nendpoint: e\npipeline: p\nenabled: 'false'\n",
    ];

    /// <summary>Each breaks one thing that the language refuses too.</summary>
    public static TheoryData<string> Broken =>
    [
        "[]",
        "just a text",
        "a: 1",
        "project: P\nkind: PIPE\nname: N",
        Changed("name: N", "name: ''"),
        Changed("name: N\n", ""),
        Changed("project: P\n", ""),
        Changed("stageOrder:\n- Build\n", ""),
        Changed("name: N", "name: N\nconcurrency: 0"),
        Changed("name: N", "name: N\nconcurrency: many"),
        Changed("name: N", "name: N\nenabled: perhaps"),
        Changed("name: N", "name: N\nstate: RUNNING"),
        Changed("name: N", "name: N\ntags: {a: 1}"),
        Changed("name: N", "name: N\ndescription: [a]"),
        Changed("name: N", "name: N\nworkspace: {type: VM}"),
        Changed("name: N", "name: N\nworkspace: {limits: {memory: 3}}"),
        Changed("name: N", "name: N\nworkspace: {limits: {cpu: 0}}"),
        Changed("name: N", "name: N\n_inputMeta: {TAG: mandatory}"),
        Changed("name: N", "name: N\nrollbacks: [{stage: Build}]"),
        Changed("name: N", "name: N\nnotifications: {email: [{to: [a]}]}"),
        Changed("name: N", "name: N\nnotifications: {email: [{event: BOOM}]}"),
        Changed("name: N", "name: N\nnotifications: {webhook: [{event: FAILURE, action: get}]}"),
        Changed("input:\n  TAG: latest", "input: [a]"),
        Task("type: REST2"),
        Task("input: {}"),
        Task("type: REST\n        input: {action: fetch}"),
        Task("type: REST\n        input: {url: [a]}"),
        Task("type: REST\n        input: {headers: text}"),
        Task("type: REST\n        ignoreFailure: 1"),
        Task("type: REST\n        timeout: 0"),
        Task("type: REST\n        timeout: 2592001"),
        Task("type: REST\n        timeout: soon"),
        Task("type: REST\n        timeout: 10 m"),
        Task("type: REST\n        timeout: 1.5"),
        Task("type: REST\n        timeout: [1m]"),
        Task("type: REST\n        retry: 1"),
        Task("type: REST\n        retry: 21"),
        Task("type: REST\n        retry: often"),
        Task("type: REST\n        retry: [3]"),
        Task("type: REST\n        retry: {}"),
        Task("type: REST\n        retry: {attempts: 1}"),
        Task("type: REST\n        retry: {attempts: }"),
        Task("type: REST\n        retry: {attempts: 3, delay: 86401}"),
        Task("type: REST\n        retry: {attempts: 3, maxDelay: m5}"),
        Task("type: REST\n        onInterrupt: again"),
        Task("type: K8S\n        input: {timeout: 0}"),
        Task("type: K8S\n        input: {timeout: 5.5}"),
        Task("type: K8S\n        input: {timeout: soon}"),
        Task("type: K8S\n        endpoints: {kubernetesServer: [a]}"),
        Task("type: K8S\n        endpoints: text"),
        Task("type: POLL\n        input: {exitCriteria: {success: [a]}}"),
        Task("type: CI\n        input: {steps: [[a]]}"),
        "project: P\nkind: VARIABLE\nname: v\ntype: HIDDEN\nvalue: x",
        "project: P\nkind: VARIABLE\nname: v\nvalue: [x]",
        "project: P\nkind: ENDPOINT\nname: e",
        "project: P\nkind: ENDPOINT\nname: e\ntype: k8s\nproperties: text",
        "kind: CUSTOM_INTEGRATION\nname: c\nruntime: perl\ncode: x",
        "kind: CUSTOM_INTEGRATION\nname: c\nruntime: shell",
        "kind: CUSTOM_INTEGRATION\nname: c\nruntime: shell\ncode: x\ninputProperties: [{type: text}]",
        "project: P\nkind: DOCKER_WEBHOOK\nname: w\nendpoint: e",
        "project: P\nkind: DOCKER_WEBHOOK\nname: w\nendpoint: e\npipeline: p\nenabled: maybe",
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task What_the_language_reads_is_accepted(string yaml)
    {
        DocumentFile.Read(yaml).Diagnostics.Where(d => d.Severity is Severity.Error).ShouldBeEmpty();
        (await SchemaValidator.AcceptsAsync(yaml)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_the_schema_refuses_the_language_refuses_too(string yaml)
    {
        (await SchemaValidator.AcceptsAsync(yaml)).ShouldBeFalse();
        DocumentFile.Read(yaml).HasErrors.ShouldBeTrue();
    }

    [Theory]
    [InlineData("type: REST\n        input: {action: get}")]
    [InlineData("type: REST")]
    [InlineData("type: K8S\n        input: {action: GET}\n        endpoints: {}")]
    [InlineData("type: POLL\n        input: {url: http://a}")]
    public async Task What_cannot_run_is_refused_only_where_it_is_written(string task)
    {
        (await SchemaValidator.AcceptsAsync(Task(task), Strictness.Import)).ShouldBeTrue();
        (await SchemaValidator.AcceptsAsync(Task(task), Strictness.Editor)).ShouldBeFalse();
        DocumentFile.Read(Task(task)).HasErrors.ShouldBeFalse();
        DocumentFile.Read(Task(task), new ReadOptions { Strictness = Strictness.Editor }).HasErrors.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Publish", true)]
    [InlineData("Pub lish-2_x", true)]
    [InlineData("Veröffentlichen", true)]
    [InlineData("Pub.lish", false)]
    [InlineData("Pub:lish", false)]
    [InlineData("' '", false)]
    public async Task Names_of_tasks_have_the_letters_that_the_editor_allows(string name, bool isAllowed)
    {
        var yaml = Samples.Least.Replace("Publish", name, StringComparison.Ordinal);

        (await SchemaValidator.AcceptsAsync(yaml, Strictness.Editor)).ShouldBe(isAllowed);
        DocumentFile.Read(yaml, new ReadOptions { Strictness = Strictness.Editor }).HasErrors.ShouldBe(!isAllowed);
        (await SchemaValidator.AcceptsAsync(yaml)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(WholeDocuments.Pipeline)]
    [InlineData(WholeDocuments.Others)]
    public void Every_key_that_is_written_is_explained(string yaml)
    {
        var result = DocumentFile.Read(yaml);
        result.Diagnostics.ShouldBeEmpty();

        var schema = new SchemaWalk(DocumentSchema.Create());
        result.Documents.SelectMany(d => schema.Unexplained(DocumentJson.Write(d))).ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_is_made_of_words_of_draft_07_that_point_somewhere_and_describe_themselves()
    {
        var walk = new SchemaWalk(DocumentSchema.Create(Strictness.Editor));

        walk.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_is_the_same_every_time() =>
        JsonNode.DeepEquals(DocumentSchema.Create(), DocumentSchema.Create()).ShouldBeTrue();

    private static string Changed(string from, string to)
    {
        Samples.Least.ShouldContain(from);
        return Samples.Least.Replace(from, to, StringComparison.Ordinal);
    }

    private static string Task(string task) => Changed("type: REST\n        input:\n          url: http://a\n          action: get", task);
}
