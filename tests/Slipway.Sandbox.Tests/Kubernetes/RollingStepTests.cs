using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Sandbox.Kubernetes.Controllers;

namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class RollingStepTests
{
    [Fact]
    public void Whatever_the_sizes_a_rollout_keeps_its_bounds_and_ends()
    {
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 12]).Sample((desired, surge, unavailable, before) =>
        {
            var strategy = new JsonObject
            {
                ["type"] = "RollingUpdate",
                ["rollingUpdate"] = new JsonObject { ["maxSurge"] = surge, ["maxUnavailable"] = unavailable },
            };
            var most = Math.Max(before, desired + surge);
            var least = Math.Min(before, desired - (surge == 0 && unavailable == 0 ? 1 : unavailable));
            var fresh = new RollingStep.Size("new", 0, 0, 0);
            var old = new RollingStep.Size("old", before, before, before);
            for (var step = 0; step < 100; step++)
            {
                var next = RollingStep.Next(desired, strategy, fresh, [old]);
                var wanted = next.GetValueOrDefault("old", old.Wanted);
                old = new RollingStep.Size("old", wanted, wanted, wanted);
                wanted = next.GetValueOrDefault("new", fresh.Wanted);
                (old.Available + Math.Min(fresh.Available, wanted)).ShouldBeGreaterThanOrEqualTo(least);
                (old.Wanted + wanted).ShouldBeLessThanOrEqualTo(most);
                fresh = new RollingStep.Size("new", wanted, wanted, wanted);
            }

            (fresh.Wanted, old.Wanted).ShouldBe((desired, 0));
        });
    }

    [Fact]
    public void New_pods_that_never_become_available_leave_the_old_ones_alone()
    {
        var next = RollingStep.Next(4, new JsonObject { ["type"] = "RollingUpdate" }, new("new", 2, 2, 0), [new("old", 3, 3, 3)]);

        next.ShouldBeEmpty();
    }

    [Fact]
    public void Recreate_starts_nothing_new_while_an_old_pod_is_there()
    {
        var strategy = new JsonObject { ["type"] = "Recreate" };

        RollingStep.Next(2, strategy, new("new", 0, 0, 0), [new("old", 2, 2, 2)]).ShouldBe(new Dictionary<string, int> { ["old"] = 0 });
        RollingStep.Next(2, strategy, new("new", 0, 0, 0), [new("old", 0, 1, 0)]).ShouldBeEmpty();
        RollingStep.Next(2, strategy, new("new", 0, 0, 0), [new("old", 0, 0, 0)]).ShouldBe(new Dictionary<string, int> { ["new"] = 2 });
    }
}
