using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests;

public sealed class InjectedInputTests
{
    [Fact]
    public void The_names_of_a_docker_trigger_are_a_promise() => InjectedInputs.Docker.Inputs.Select(i => i.Name).ShouldBe(
    [
        "DOCKER_EVENT_OWNER_NAME", "DOCKER_IMAGE", "DOCKER_REPO_NAME", "DOCKER_REPO_NAMESPACE", "DOCKER_TAG",
        "DOCKER_DIGEST", "DOCKER_IMAGE_REF", "DOCKER_PUSHER", "DOCKER_PUSHED_AT", "DOCKER_REGISTRY",
    ]);

    [Fact]
    public void Git_has_8_names_and_gerrit_22()
    {
        InjectedInputs.Git.Inputs.Length.ShouldBe(8);
        InjectedInputs.Gerrit.Inputs.Length.ShouldBe(22);
    }

    [Fact]
    public void No_name_or_alias_is_there_twice() => InjectedInputs.All.SelectMany(s => s.Names).ShouldBeUnique();

    [Fact]
    public void An_alias_finds_its_input() => InjectedInputs.Docker.Find("DOCKER_IMAGE_TAG")!.Name.ShouldBe(InjectedInputs.Tag);

    [Fact]
    public void A_pipeline_chooses_sets_by_its_options() =>
        InjectedInputs.ChosenBy(["DOCKER_TRIGGER", "SOMETHING", "git_trigger"]).ShouldBe([InjectedInputs.Docker, InjectedInputs.Git]);
}
