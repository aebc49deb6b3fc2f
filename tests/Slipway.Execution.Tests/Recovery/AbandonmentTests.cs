using Shouldly;
using Slipway.Execution.Recovery;
using Slipway.Execution.State;
using Xunit;
using static Slipway.Execution.Tests.Sample;

namespace Slipway.Execution.Tests.Recovery;

public sealed class AbandonmentTests
{
    public static TheoryData<ExecutionStatus> Unfinished => [.. Enum.GetValues<ExecutionStatus>().Where(status => !status.IsEnded())];

    [Theory]
    [MemberData(nameof(Unfinished))]
    public void Wherever_an_execution_stands_it_is_canceled_as_its_next_version_and_says_why(ExecutionStatus status)
    {
        var state = Pipeline("Build: Lint,Unit | Pack", "Deploy: Go").Running() with { Status = status, Version = 7, Steered = new Steered("ada", Now) };

        var abandoned = state.Abandoned("slipway restore", "the data was put back", Now.AddDays(3));

        abandoned.Status.ShouldBe(ExecutionStatus.Canceled);
        abandoned.Version.ShouldBe(8);
        abandoned.EndedAt.ShouldBe(Now.AddDays(3));
        abandoned.UnderWay.Count().ShouldBe(status is ExecutionStatus.Queued ? state.UnderWay.Count() : 0);
        abandoned.StatusMessage.ShouldContain(status is ExecutionStatus.Canceling ? "Canceled by ada" : "Canceled by slipway restore: the data was put back");
    }
}
