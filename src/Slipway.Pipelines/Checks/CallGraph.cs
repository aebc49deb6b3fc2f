using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Which pipelines of a project call which others: inside themselves, or to roll back.</summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, string[]> _calls;

    public CallGraph(IReadOnlyDictionary<string, Pipeline> pipelines) =>
        _calls = pipelines.ToDictionary(p => p.Key, p => Calls(p.Value).Distinct().Where(pipelines.ContainsKey).ToArray(), StringComparer.Ordinal);

    /// <summary>The shortest way from one pipeline through another back to the first, both ends included; null when there is none.</summary>
    public IReadOnlyList<string>? Circle(string from, string called)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal) { [called] = from };
        var open = new Queue<string>([called]);
        while (open.TryDequeue(out var name))
        {
            if (name == from)
            {
                return Way(from, cameFrom);
            }

            foreach (var next in _calls.GetValueOrDefault(name, []).Where(next => cameFrom.TryAdd(next, name)))
            {
                open.Enqueue(next);
            }
        }

        return null;
    }

    private static IEnumerable<string> Calls(Pipeline pipeline) =>
        pipeline.Stages.Values.SelectMany(s => s.Tasks.Values)
            .Where(t => t.Type is "Pipeline")
            .Select(t => JsonText.TextOf(t.Input["pipeline"] as JsonValue))
            .OfType<string>()
            .Concat(pipeline.Rollbacks.Select(r => r.Name));

    private static List<string> Way(string from, Dictionary<string, string> cameFrom)
    {
        List<string> way = [from];
        for (var at = cameFrom[from]; at != from; at = cameFrom[at])
        {
            way.Add(at);
        }

        way.Add(from);
        way.Reverse();
        return way;
    }
}
