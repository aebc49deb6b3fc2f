using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Finds pipelines that call themselves by way of others.</summary>
internal static class Cycles
{
    /// <summary>The way from one pipeline through another back to the first, both ends included; null when there is none.</summary>
    public static IReadOnlyList<string>? Through(string from, string called, IReadOnlyDictionary<string, Pipeline> pipelines)
    {
        if (called == from)
        {
            return [from, from];
        }

        // Breadth first, so that the shortest way is told.
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal) { [called] = from };
        var open = new Queue<string>([called]);
        while (open.TryDequeue(out var name))
        {
            foreach (var next in pipelines.TryGetValue(name, out var pipeline) ? Calls(pipeline) : [])
            {
                if (next == from)
                {
                    return Way(from, name, cameFrom);
                }

                if (cameFrom.TryAdd(next, name))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    /// <summary>The pipelines that a pipeline runs inside itself or rolls back by.</summary>
    private static IEnumerable<string> Calls(Pipeline pipeline) =>
        pipeline.Stages.Values.SelectMany(s => s.Tasks.Values)
            .Where(t => t.Type is "Pipeline")
            .Select(t => JsonText.TextOf(t.Input["pipeline"] as JsonValue))
            .OfType<string>()
            .Concat(pipeline.Rollbacks.Select(r => r.Name));

    private static List<string> Way(string from, string last, Dictionary<string, string> cameFrom)
    {
        List<string> way = [from];
        for (var at = last; at != from; at = cameFrom[at])
        {
            way.Add(at);
        }

        way.Add(from);
        way.Reverse();
        return way;
    }
}
