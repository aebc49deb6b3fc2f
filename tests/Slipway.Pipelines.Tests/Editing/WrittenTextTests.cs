using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Editing;
using Xunit;

namespace Slipway.Pipelines.Tests.Editing;

public sealed class WrittenTextTests
{
    private const string Written = """
        # Who owns this: the web team.
        name: Deploy   # short
        project: acme
        kind: PIPELINE
        state: ENABLED

        # What may be said
        input:
          # how many
          REPLICAS: 2   # of them
          IMAGE: acme/shop
        # The order of things
        stageOrder: [Build, Ship]
        stages:
          # ---- compile ----

          # only one
          Build:
            taskOrder: [Note]

            tasks:
              # tells
              Note:
                type: REST
                # where
                input: {action: get, url: 'https://example.test/${input.REPLICAS}'}
          # to the cluster
          Ship:
            taskOrder:
            - Apply   # first
            - Look
            tasks:
              Apply:
                type: K8S
                endpoints: {kubernetesServer: prod}
                input:
                  action: APPLY
                  timeout: 5 # minutes
                  yaml: |
                    # not our comment
                    apiVersion: v1

                    kind: ConfigMap
              Look: {type: REST, input: {action: get, url: 'https://example.test/'}}
        notifications:
          email:
          # the lead
          - event: FAILURE
            endpoint: mail
            to: [lead@example.test]  # she
            subject: It failed
          - {event: SUCCESS, endpoint: mail, to: [all@example.test], subject: Well}
        # The end
        """;

    [Fact]
    public void One_value_that_changes_changes_its_line_alone_and_the_comment_beside_it_stays() => Changed(
        pipeline => WithTask(pipeline, "Ship", "Apply", task => task with { Input = With(task.Input, "timeout", 7) }),
        "          timeout: 5 # minutes", "          timeout: 7 # minutes");

    [Fact]
    public void An_input_that_comes_stands_after_the_one_before_it() => Changed(
        pipeline => pipeline with { Input = new(pipeline.Input.Append(KeyValuePair.Create("TAG", (JsonNode?)"1.0"))) },
        "  IMAGE: acme/shop\n", "  IMAGE: acme/shop\n  TAG: '1.0'\n");

    [Fact]
    public void A_stage_that_is_renamed_keeps_its_comments() => Changed(
        pipeline => pipeline with { StageOrder = ["Make", "Ship"], Stages = new(pipeline.Stages.Select(stage => KeyValuePair.Create(stage.Key == "Build" ? "Make" : stage.Key, stage.Value))) },
        "  Build:\n", "  Make:\n", "stageOrder: [Build, Ship]", "stageOrder: [Make, Ship]");

    [Fact]
    public void A_task_that_is_moved_to_another_stage_brings_its_comments_along()
    {
        var text = Change(pipeline =>
        {
            var note = pipeline.Stages["Build"].Tasks["Note"];
            var ship = pipeline.Stages["Ship"];
            var stages = new OrderedDictionary<string, Stage>(pipeline.Stages) { ["Build"] = new(), ["Ship"] = ship with { TaskOrder = [.. ship.TaskOrder, "Note"], Tasks = new(ship.Tasks.Append(KeyValuePair.Create("Note", note))) } };
            return pipeline with { Stages = stages };
        });

        text.ShouldContain("      # tells\n      Note:\n        type: REST\n        # where\n        input: {action: get");
        text.ShouldContain("    - Apply   # first\n    - Look\n    - Note\n");
    }

    [Fact]
    public void Stages_that_change_places_take_what_stands_above_them_along()
    {
        var text = Change(pipeline => pipeline with { StageOrder = ["Ship", "Build"], Stages = new(pipeline.Stages.Reverse()) });

        text.ShouldContain("stages:\n  # ---- compile ----\n\n  # to the cluster\n  Ship:");
        text.ShouldContain("  # only one\n  Build:\n    taskOrder: [Note]\n\n    tasks:\n      # tells\n");
        text.ShouldEndWith("# The end\n");
    }

    [Fact]
    public void An_item_of_a_list_of_maps_changes_where_it_stands() => Changed(
        pipeline => pipeline with { Notifications = pipeline.Notifications with { Email = [pipeline.Notifications.Email[0] with { Subject = "Broken" }, pipeline.Notifications.Email[1]] } },
        "    subject: It failed\n", "    subject: Broken\n");

    [Fact]
    public void A_stage_that_goes_leaves_the_heading_above_it()
    {
        var text = Change(pipeline => pipeline with { StageOrder = ["Ship"], Stages = new(pipeline.Stages.Skip(1)) });

        text.ShouldContain("  # ---- compile ----\n\n  # to the cluster\n  Ship:");
        text.ShouldNotContain("only one");
    }

    [Fact]
    public void A_pipeline_that_says_its_state_is_disabled_without_contradicting_itself()
    {
        var text = Change(pipeline => pipeline with { State = PipelineState.Disabled });

        text.ShouldBe(Written.Replace("state: ENABLED", "enabled: false", StringComparison.Ordinal) + "\n");
        DocumentFile.Read(text).Diagnostics.ShouldNotContain(diagnostic => diagnostic.Code == DiagnosticCodes.Contradiction);
    }

    [Fact]
    public void What_is_wrong_elsewhere_in_the_text_stays_as_it_was_typed()
    {
        var broken = Written.Replace("type: K8S", "type: K8S\n        timeout: soon", StringComparison.Ordinal);
        broken = broken.Replace("kind: PIPELINE", "kind: PIPELINE\nconcurrency: many", StringComparison.Ordinal);

        var text = Change(pipeline => pipeline with { Description = "new" }, broken);

        text.ShouldContain("concurrency: many\n");
        text.ShouldContain("        timeout: soon\n");
        text.ShouldContain("\ndescription: new\n");
        text.ShouldContain("  # only one\n");
    }

    [Theory]
    [InlineData("""{"kind": "PIPELINE", "project": "acme", "name": "Deploy", "stageOrder": [], "stages": {}}""")]
    [InlineData("{kind: PIPELINE, project: acme, name: Deploy,\nstageOrder: [],\nstages: {}}")]
    [InlineData("\"project\": acme\nkind: PIPELINE\nname: Deploy\n\"input\": {A: b}\nstageOrder: []\nstages: {}")]
    [InlineData("? project\n: acme\nkind: PIPELINE\nname: Deploy\nstageOrder: []\nstages: {}")]
    [InlineData("project: &p acme\nkind: PIPELINE\nname: Deploy\ninput: {A: *p}\nstageOrder: []\nstages: {}")]
    [InlineData("nothing: [that")]
    public void However_it_is_written_the_changed_text_means_what_it_should(string text)
    {
        var after = (DocumentFile.Read(text).Sketch ?? new Pipeline { Project = "acme", Name = "Deploy" }) with { Input = new() { ["A"] = (JsonNode?)"c" }, Project = "other" };

        Canonical(WrittenText.Change(text, after)).ShouldBe(DocumentFile.Write(after));
    }

    [Fact]
    public void Documents_of_one_file_are_kept_each_as_it_was_written()
    {
        const string First = "# one\nproject: acme\nkind: PIPELINE\nname: One\nstageOrder: []\nstages: {}\n";
        const string Second = "---\nproject: acme # two\nkind: PIPELINE\nname: Two\nstageOrder: []\nstages: {}\n";

        DocumentFile.Read(First + Second).Pipelines.Select(pipeline => pipeline.Text).ShouldBe([First, Second]);
        WrittenText.Of(DocumentFile.Read(First + Second).Documents).ShouldBe("---\n" + First + Second);
        DocumentFile.Read("""[{"kind": "PIPELINE", "project": "acme", "name": "J", "stageOrder": [], "stages": {}}]""").Pipelines.Single().Text.ShouldBeNull();
    }

    private static void Changed(Func<Pipeline, Pipeline> change, params string[] replacements) =>
        Change(change).ShouldBe(replacements.Chunk(2).Aggregate(Written + "\n", (text, pair) => text.Replace(pair[0], pair[1], StringComparison.Ordinal)));

    private static string Change(Func<Pipeline, Pipeline> change, string text = Written)
    {
        var after = change(DocumentFile.Read(text).Sketch!);
        var changed = WrittenText.Change(text, after);
        Canonical(changed).ShouldBe(DocumentFile.Write(after));
        return changed;
    }

    private static string Canonical(string text) => DocumentFile.Write(DocumentFile.Read(text).Sketch.ShouldNotBeNull());

    private static Pipeline WithTask(Pipeline pipeline, string stage, string task, Func<PipelineTask, PipelineTask> change)
    {
        var tasks = new OrderedDictionary<string, PipelineTask>(pipeline.Stages[stage].Tasks);
        tasks[task] = change(tasks[task]);
        return pipeline with { Stages = new(pipeline.Stages) { [stage] = pipeline.Stages[stage] with { Tasks = tasks } } };
    }

    private static JsonObject With(JsonObject input, string key, JsonNode value)
    {
        var changed = (JsonObject)input.DeepClone();
        changed[key] = value;
        return changed;
    }
}
