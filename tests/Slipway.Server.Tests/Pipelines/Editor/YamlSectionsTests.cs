using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines;
using Slipway.Server.Pipelines.Editor;
using Xunit;

namespace Slipway.Server.Tests.Pipelines.Editor;

public sealed class YamlSectionsTests
{
    private const string Written = """
        # Who owns this: the web team.
        name: Deploy   # short
        project: acme
        kind: PIPELINE

        # What may be said
        input: {REPLICAS: 2}
        # The order of things
        stageOrder: [Build]
        stages:
          # only one
          Build:
            taskOrder: [Note]

            tasks:
              Note: {type: REST, input: {action: get, url: 'https://example.test/${input.REPLICAS}'}}

        """;

    [Fact]
    public void A_changed_key_is_written_anew_and_all_around_it_stays_as_it_was_typed()
    {
        var before = Read(Written);

        var text = YamlSections.Change(Written, before, before.Inject(InjectedInputs.Docker).SetInput("REPLICAS", "3"));

        text.ShouldStartWith("# Who owns this: the web team.\nname: Deploy   # short\nproject: acme\n");
        text.ShouldContain("  # only one\n");
        text.ShouldContain("# The order of things\nstageOrder: [Build]\n");
        text.ShouldContain("options:\n- DOCKER_TRIGGER\n");
        var after = Read(text);
        after.Options.ShouldBe([InjectedInputs.DockerTrigger]);
        after.Input["REPLICAS"]!.GetValue<int>().ShouldBe(3);
        after.Input.Keys.ShouldContain(InjectedInputs.ImageRef);
    }

    [Fact]
    public void What_was_injected_goes_again_but_not_what_somebody_has_filled_in()
    {
        var before = Read(Written);
        var injected = before.Inject(InjectedInputs.Docker).SetInput(InjectedInputs.Tag, "1.0");

        injected.Inject(null).Input.Keys.ShouldBe(["REPLICAS", InjectedInputs.Tag]);
        injected.Inject(null).Options.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"kind": "PIPELINE", "project": "acme", "name": "Deploy", "stageOrder": [], "stages": {}}""")]
    [InlineData("{kind: PIPELINE, project: acme, name: Deploy,\nstageOrder: [],\nstages: {}}")]
    [InlineData("\"project\": acme\nkind: PIPELINE\nname: Deploy\n\"input\": {A: b}\nstageOrder: []\nstages: {}")]
    public void A_text_in_which_no_key_can_be_found_is_written_anew(string text)
    {
        var before = Read(text);
        var after = before with { Input = new() { ["A"] = (JsonNode?)"c" } };

        DocumentFile.Write(Read(YamlSections.Change(text, before, after))).ShouldBe(DocumentFile.Write(after));
    }

    private static Pipeline Read(string text)
    {
        var read = DocumentFile.Read(text);
        read.HasErrors.ShouldBeFalse(string.Join('\n', read.Diagnostics));
        return (Pipeline)read.Documents.Single();
    }
}
