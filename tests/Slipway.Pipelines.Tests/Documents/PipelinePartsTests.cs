using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class PipelinePartsTests
{
    private const string Whole = """
        project: P
        kind: PIPELINE
        name: N
        enabled: true
        state: RELEASED
        input: {TAG: latest}
        output: {url: "${Roll out.Web.output.responseBody.url}"}
        _outputMeta: {url: {description: Where it runs}}
        starred: {input: TAG, output: url}
        tags: [web]
        workspace:
          type: K8S
          endpoint: cluster
          image: acme/ci:${input.TAG}
          limits: {cpu: 0.5, memory: 256}
          cache: [/root/.m2, '']
          customProperties: {namespace: ci}
        stageOrder: [Roll out]
        stages:
          Roll out:
            tags: [slow]
            taskOrder: [Web]
            tasks:
              Web: {type: REST, tags: [a, b], input: {action: get, url: "http://a"}}
        notifications:
          email:
          - {event: SUCCESS, endpoint: mail, to: ["${requestBy}"], subject: "${output.url}", body: done}
          jira:
          - {event: failure, endpoint: jira, project: OPS, issuetype: Bug, summary: s, description: d, assignee: me, action: create}
          webhook:
          - {event: STARTED, stage: Roll out, task: Web, url: "${var.slack}", payload: '{}', headers: {a: b}, action: put}
        rollbacks:
        - {stage: Roll out, task: Web, name: undo, inputs: {tag: "${input.TAG}"}}

        """;

    private static Pipeline Read(string yaml) => DocumentFile.Read(yaml).Pipelines.ShouldHaveSingleItem();

    [Fact]
    public void Every_part_is_read()
    {
        DocumentFile.Read(Whole).Diagnostics.ShouldBeEmpty();
        var pipeline = Read(Whole);

        pipeline.State.ShouldBe(PipelineState.Released);
        pipeline.Starred.ShouldBe(new Starred("TAG", "url"));
        pipeline.OutputMeta["url"].Description.ShouldBe("Where it runs");
        pipeline.Workspace.ShouldNotBeNull().ShouldSatisfyAllConditions(
            w => w.Type.ShouldBe(Workspace.Kubernetes), w => w.Limits.ShouldBe(new WorkspaceLimits(0.5m, 256)), w => w.Cache.ShouldBe(["/root/.m2"]));
        pipeline.Stages["Roll out"].Tags.ShouldBe(["slow"]);
        pipeline.Stages["Roll out"].Tasks["Web"].Tags.ShouldBe(["a", "b"]);
        pipeline.Notifications.Email.ShouldHaveSingleItem().To.ShouldBe(["${requestBy}"]);
        pipeline.Notifications.Jira.ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Event.ShouldBe(NotificationEvent.Failure), t => t.JiraProject.ShouldBe("OPS"));
        pipeline.Notifications.Webhook.ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.Task.ShouldBe("Web"), w => w.Action.ShouldBe("put"));
        pipeline.Rollbacks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Name.ShouldBe("undo"), r => r.Inputs.Keys.ShouldBe(["tag"]));
    }

    [Fact]
    public void Every_part_survives_a_round_trip()
    {
        var written = DocumentFile.Write(Read(Whole));

        DocumentFile.Write(Read(written)).ShouldBe(written);
        DocumentJson.Write(Read(written)).ToJsonString().ShouldBe(DocumentJson.Write(Read(Whole)).ToJsonString());
    }

    [Fact]
    public void The_workspace_of_an_older_export_is_the_workspace() =>
        Read(Samples.Least + "ciWorkspace: {endpoint: host, image: acme/ci, path: /work, cache: ['']}\n").Workspace
            .ShouldNotBeNull().ShouldSatisfyAllConditions(w => w.Type.ShouldBe(Workspace.Docker), w => w.Endpoint.ShouldBe("host"), w => w.Path.ShouldBe("/work"), w => w.Cache.ShouldBeEmpty());

    [Theory]
    [InlineData("enabled: true", PipelineState.Enabled)]
    [InlineData("state: enabled", PipelineState.Enabled)]
    [InlineData("state: DISABLED", PipelineState.Disabled)]
    [InlineData("name: N", PipelineState.Disabled)]
    [InlineData("enabled: true\nstate: RELEASED", PipelineState.Released)]
    [InlineData("enabled: true\nstate: DISABLED", PipelineState.Enabled)]
    [InlineData("enabled: false\nstate: RELEASED", PipelineState.Disabled)]
    public void A_pipeline_is_in_the_state_that_the_document_says(string lines, PipelineState state) =>
        Read(Samples.Least.Replace("name: N\n", lines.StartsWith("name", StringComparison.Ordinal) ? "name: N\n" : $"name: N\n{lines}\n", StringComparison.Ordinal)).State.ShouldBe(state);

    [Theory]
    [InlineData("type: K8S", "type: VM", "error SW1015: 'type' of the workspace of pipeline 'N' is 'VM'; it must be one of DOCKER, K8S.")]
    [InlineData("cpu: 0.5", "cpu: 0", "error SW1011: 'cpu' of 'limits' of the workspace of pipeline 'N' is 0; it must be above 0.")]
    [InlineData("cpu: 0.5", "cpu: half", "error SW1007: 'cpu' of 'limits' of the workspace of pipeline 'N' must be a number, not 'half'.")]
    [InlineData("memory: 256", "memory: 1", "error SW1011: 'memory' of 'limits' of the workspace of pipeline 'N' is 1; it must be at least 4.")]
    [InlineData("cache: [/root/.m2, '']", "cahce: []", "warning SW1010: The key 'cahce' of the workspace of pipeline 'N' is not known; it is kept and not read. Did you mean 'cache'?")]
    [InlineData("event: SUCCESS", "event: SUCESS", "error SW1015: 'event' of a mail of pipeline 'N' is 'SUCESS'; it must be one of")]
    [InlineData("event: SUCCESS, ", "", "error SW1008: A mail of pipeline 'N' has no 'event'. Write what is told, such as 'event: FAILURE'.")]
    [InlineData("event: failure", "event: WAITING", "warning SW1117: 'WAITING' is never told of the pipeline by a ticket. It can be one of SUCCESS, FAILURE.")]
    [InlineData("event: STARTED", "event: CANCELED", "warning SW1117: 'CANCELED' is never told of a task by a webhook.")]
    [InlineData("stage: Roll out, task: Web, url", "stage: Rollout, task: Web, url", "error SW1116: A notification is about stage 'Rollout', which does not exist. Did you mean 'Roll out'?")]
    [InlineData("stage: Roll out, task: Web, url", "task: Web, url", "error SW1116: A notification is about task 'Web' and names no stage.")]
    [InlineData("task: Web, name: undo", "task: Wbe, name: undo", "error SW1116: A rollback is about task 'Wbe', which stage 'Roll out' does not have. Did you mean 'Web'?")]
    [InlineData("name: undo, ", "", "error SW1008: A rollback of pipeline 'N' has no 'name'.")]
    [InlineData("action: put", "action: get", "error SW1015: 'action' of a webhook notification of pipeline 'N' is 'get'; it must be one of post, put, patch.")]
    [InlineData("tag: \"${input.TAG}\"", "tag: \"${input.TGA}\"", "error SW1201: A rollback: ${input.TGA} names no input of this pipeline. Did you mean 'TAG'?")]
    [InlineData("subject: \"${output.url}\"", "subject: \"${output.ulr}\"", "error SW1201: A notification: ${output.ulr} ")]
    [InlineData("state: RELEASED", "state: DISABLED", "warning SW1018: 'state' of pipeline 'N' is DISABLED, but 'enabled' is true; 'enabled' is taken.")]
    [InlineData("name: N", "name: N\noptions: [DOCKER_TRIGER]", "4:11: warning SW1019: 'options' of pipeline 'N' has 'DOCKER_TRIGER', which chooses nothing; it is kept and not read. Did you mean 'DOCKER_TRIGGER'?")]
    [InlineData("- {stage: Roll out", "- {stage: Roll out, task: Web, name: again}\n- {stage: Roll out", "warning SW1118: This is the second rollback for task 'Web' of stage 'Roll out'; only the first one runs.")]
    public void A_mistake_in_one_of_them_is_told(string from, string to, string says)
    {
        Whole.ShouldContain(from);
        DocumentFile.Read(Whole.Replace(from, to, StringComparison.Ordinal)).Diagnostics.Select(d => d.ToString()).ShouldContain(d => d.Contains(says, StringComparison.Ordinal));
    }
}
