using Shouldly;
using Slipway.Pipelines;
using Slipway.Server.Pipelines.Editor;
using Xunit;

namespace Slipway.Server.Tests.Pipelines.Editor;

public sealed class InputEditsTests
{
    [Fact]
    public void What_was_injected_goes_again_but_not_what_somebody_has_filled_in()
    {
        var injected = new Pipeline { Project = "acme", Name = "Deploy", Input = new() { ["REPLICAS"] = 2 } }
            .Inject(InjectedInputs.Docker).SetInput(InjectedInputs.Tag, "1.0");

        injected.Options.ShouldBe([InjectedInputs.DockerTrigger]);
        injected.Input.Keys.ShouldContain(InjectedInputs.ImageRef);
        injected.Inject(null).Input.Keys.ShouldBe(["REPLICAS", InjectedInputs.Tag]);
        injected.Inject(null).Options.ShouldBeEmpty();
    }
}
