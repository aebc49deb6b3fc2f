using System.Collections.Immutable;
using Slipway.Pipelines.Expressions;

namespace Slipway.Pipelines.Checks;

/// <summary>Follows what a push fills in: from injected inputs into tasks, and from their outputs into later tasks.</summary>
internal sealed class TriggerReach
{
    private readonly HashSet<(string Stage, string Task)> _reached = [];

    public TriggerReach(ImmutableArray<Read> reads)
    {
        var ofTasks = reads.Where(r => r.Reader is not null).ToList();
        var readersOf = ofTasks.Where(r => Asked(r.Reference) is not null).ToLookup(r => Asked(r.Reference)!.Value, NameOf);
        var open = new Queue<(string, string)>(ofTasks.Where(r => IsInjected(r.Reference)).Select(NameOf));
        while (open.TryDequeue(out var task))
        {
            if (_reached.Add(task))
            {
                foreach (var reader in readersOf[task])
                {
                    open.Enqueue(reader);
                }
            }
        }
    }

    public bool Reaches(Reference reference) => IsInjected(reference) || (Asked(reference) is { } task && _reached.Contains(task));

    private static bool IsInjected(Reference reference) => reference is Reference.Input input && InjectedInputs.Docker.Has(input.Name);

    private static (string Stage, string Task)? Asked(Reference reference) => reference switch
    {
        Reference.TaskOutput output => (output.Stage, output.Task),
        Reference.TaskInput input => (input.Stage, input.Task),
        _ => null,
    };

    private static (string Stage, string Task) NameOf(Read read) => (read.Reader!.Stage, read.Reader.Name.Text);
}
