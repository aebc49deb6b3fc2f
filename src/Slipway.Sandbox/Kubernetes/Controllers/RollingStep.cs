using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>The sizes that a deployment's replica sets should have next. Source: k8s.io/kubernetes/pkg/controller/deployment/rolling.go.</summary>
internal static class RollingStep
{
    /// <summary>How one replica set stands: what it should have, has, and has available.</summary>
    public sealed record Size(string Name, int Wanted, int Actual, int Available);

    /// <summary>The sizes to set, by name; those that stay are left out.</summary>
    public static IReadOnlyDictionary<string, int> Next(int desired, JsonObject? strategy, Size fresh, IReadOnlyList<Size> old) =>
        strategy.Text("type") == "Recreate" ? Recreate(desired, fresh, old) : Roll(desired, strategy.Child("rollingUpdate"), fresh, old);

    /// <summary>How many of the wanted pods may be missing while the deployment still counts as available.</summary>
    public static int Unavailable(JsonObject? spec) => spec.Child("strategy").Text("type") == "Recreate"
        ? 0
        : Share(spec.Child("strategy").Child("rollingUpdate")?["maxUnavailable"], spec.Number("replicas") ?? 1, up: false);

    private static Dictionary<string, int> Recreate(int desired, Size fresh, IReadOnlyList<Size> old)
    {
        var next = old.Where(size => size.Wanted > 0).ToDictionary(size => size.Name, _ => 0);
        if (next.Count == 0 && old.All(size => size.Actual == 0) && fresh.Wanted != desired)
        {
            next[fresh.Name] = desired;
        }

        return next;
    }

    private static Dictionary<string, int> Roll(int desired, JsonObject? rolling, Size fresh, IReadOnlyList<Size> old)
    {
        var next = new Dictionary<string, int>();
        var surge = Share(rolling?["maxSurge"], desired, up: true);
        var unavailable = Share(rolling?["maxUnavailable"], desired, up: false);
        if (surge == 0 && unavailable == 0)
        {
            unavailable = 1;
        }

        var total = fresh.Wanted + old.Sum(size => size.Wanted);
        if (fresh.Wanted > desired)
        {
            next[fresh.Name] = desired;
        }
        else if (fresh.Wanted < desired && total < desired + surge)
        {
            next[fresh.Name] = fresh.Wanted + Math.Min(desired - fresh.Wanted, desired + surge - total);
        }

        if (next.Count == 0)
        {
            ScaleDown(next, total - (desired - unavailable) - (fresh.Wanted - fresh.Available), desired - unavailable, fresh, old);
        }

        return next;
    }

    private static void ScaleDown(Dictionary<string, int> next, int budget, int minAvailable, Size fresh, IReadOnlyList<Size> old)
    {
        // Pods that are not available serve nobody: they go first and cost nothing.
        foreach (var size in old)
        {
            var broken = Math.Min(Math.Max(0, budget), size.Wanted - Math.Min(size.Wanted, size.Available));
            if (broken > 0)
            {
                next[size.Name] = size.Wanted - broken;
                budget -= broken;
            }
        }

        var spare = Math.Min(budget, fresh.Available + old.Sum(size => size.Available) - minAvailable);
        foreach (var size in old)
        {
            var wanted = next.GetValueOrDefault(size.Name, size.Wanted);
            var down = Math.Min(Math.Max(0, spare), wanted);
            if (down > 0)
            {
                next[size.Name] = wanted - down;
                spare -= down;
            }
        }
    }

    private static int Share(JsonNode? value, int of, bool up)
    {
        if (value.AsNumber() is { } number)
        {
            return Math.Max(0, number);
        }

        var text = value.AsText() ?? "25%";
        if (!int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
        {
            return 0;
        }

        return up ? (int)Math.Ceiling(of * percent / 100.0) : of * percent / 100;
    }
}
