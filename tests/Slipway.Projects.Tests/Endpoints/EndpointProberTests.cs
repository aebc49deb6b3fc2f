using System.Collections.Immutable;
using Shouldly;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Xunit;

namespace Slipway.Projects.Tests.Endpoints;

public sealed class EndpointProberTests
{
    private static readonly EndpointType Type = new("lamp", "Lamp", [new("token", "Token", "") { IsSecret = true }]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_other_side_repeats_of_a_secret_is_struck_out() =>
        (await ProbeAsync((endpoint, _) => Task.FromResult(new ProbeResult(ProbeCause.Protocol, $"said: {endpoint.Property("token")}!"))))
            .Message.ShouldBe("said: ***!");

    [Fact]
    public async Task A_probe_that_is_cut_off_by_the_limit_is_told_as_a_timeout()
    {
        var result = await ProbeAsync(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ProbeResult.Ok("");
        }, new ImpatientTime());

        result.Cause.ShouldBe(ProbeCause.Timeout);
    }

    [Fact]
    public async Task A_type_without_a_probe_is_said_to_be_untried() =>
        (await new EndpointProber([Type], [], TimeProvider.System).ProbeAsync(Lamp(), Cancellation)).Cause.ShouldBe(ProbeCause.Unsupported);

    private static Task<ProbeResult> ProbeAsync(Func<Endpoint, CancellationToken, Task<ProbeResult>> probe, TimeProvider? time = null) =>
        new EndpointProber([Type], [new Scripted(probe)], time ?? TimeProvider.System).ProbeAsync(Lamp(), Cancellation);

    private static Endpoint Lamp() => new()
    {
        Id = Guid.Empty,
        Project = "acme",
        Name = "Lamp",
        Type = "lamp",
        Properties = ImmutableDictionary<string, string>.Empty.Add("token", "hunter2"),
    };

    private sealed class Scripted(Func<Endpoint, CancellationToken, Task<ProbeResult>> probe) : IEndpointProbe
    {
        public string Type => "lamp";

        public Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken) => probe(endpoint, cancellationToken);
    }

    /// <summary>A clock whose timers are due at once.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
