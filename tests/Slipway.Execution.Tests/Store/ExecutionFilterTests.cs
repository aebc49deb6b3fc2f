using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Xunit;

namespace Slipway.Execution.Tests.Store;

public sealed class ExecutionFilterTests
{
    private static readonly ExecutionState Execution = Sample.Pipeline("Build: Pack").Running() with
    {
        Index = 12,
        Comments = "Docker webhook 'pushed': acme/web:1.0.0",
        StatusMessage = "Build.Pack: out of flour",
    };

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("WEB")]
    [InlineData("acme/web:1.0.0")]
    [InlineData(" flour ")]
    [InlineData("ada")]
    [InlineData("web#12")]
    [InlineData("w #12")]
    [InlineData("#12")]
    public void Text_is_looked_for_in_all_that_a_line_of_the_list_shows(string text) =>
        new ExecutionFilter(Text: text).Matches(Execution).ShouldBeTrue();

    [Theory]
    [InlineData("sugar")]
    [InlineData("web#1")]
    [InlineData("api#12")]
    [InlineData("web#")]
    [InlineData("web#-12")]
    public void Another_name_another_number_or_another_text_does_not_match(string text) =>
        new ExecutionFilter(Text: text).Matches(Execution).ShouldBeFalse();

    [Fact]
    public void All_that_is_asked_for_must_hold()
    {
        new ExecutionFilter("acme", Execution.PipelineId, ExecutionStatus.Running, "web").Matches(Execution).ShouldBeTrue();
        new ExecutionFilter(Project: "other").Matches(Execution).ShouldBeFalse();
        new ExecutionFilter(PipelineId: Guid.NewGuid()).Matches(Execution).ShouldBeFalse();
        new ExecutionFilter(Status: ExecutionStatus.Failed).Matches(Execution).ShouldBeFalse();
        new ExecutionFilter { Pipeline = Execution.Name, By = Execution.RequestedBy, Message = Execution.StatusMessage, Comments = Execution.Comments }.Matches(Execution).ShouldBeTrue();
        new ExecutionFilter { Pipeline = Execution.Name[1..] }.Matches(Execution).ShouldBeFalse();
        new ExecutionFilter { By = Execution.RequestedBy.ToUpperInvariant() }.Matches(Execution).ShouldBeFalse();
        new ExecutionFilter { Message = $"{Execution.StatusMessage}!" }.Matches(Execution).ShouldBeFalse();
        new ExecutionFilter { Comments = $"{Execution.Comments}!" }.Matches(Execution).ShouldBeFalse();
    }
}
