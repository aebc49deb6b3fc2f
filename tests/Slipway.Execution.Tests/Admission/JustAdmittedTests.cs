using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Execution.Admission;
using Xunit;

namespace Slipway.Execution.Tests.Admission;

public sealed class JustAdmittedTests
{
    private readonly FakeTimeProvider clock = new(Sample.Now);

    [Fact]
    public void What_was_committed_a_moment_ago_is_given_once()
    {
        var justAdmitted = new JustAdmitted(clock);
        var state = Sample.Pipeline("Build: Pack").Running();
        justAdmitted.Add(state);

        justAdmitted.TryTake(state.Id, out var taken).ShouldBeTrue();
        taken.ShouldBeSameAs(state);
        justAdmitted.TryTake(state.Id, out _).ShouldBeFalse();
    }

    [Fact]
    public void What_somebody_may_have_changed_meanwhile_is_not_given()
    {
        var justAdmitted = new JustAdmitted(clock);
        var (old, forgotten) = (Sample.Pipeline("Build: Pack").Running(), Sample.Pipeline("Build: Pack").Running());
        justAdmitted.Add(old);
        clock.Advance(TimeSpan.FromSeconds(1));
        justAdmitted.Add(forgotten);
        justAdmitted.Forget(forgotten.Id);

        justAdmitted.TryTake(old.Id, out _).ShouldBeFalse();
        justAdmitted.TryTake(forgotten.Id, out _).ShouldBeFalse();
    }
}
