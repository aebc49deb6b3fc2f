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
        while (ofTasks.RemoveAll(r => Reaches(r.Reference) && (_reached.Add(Key(r)) || true)) > 0)
        {
        }
    }

    public bool Reaches(Reference reference) => reference switch
    {
        Reference.Input input => InjectedInputs.Docker.Has(input.Name),
        Reference.TaskOutput output => _reached.Contains((output.Stage, output.Task)),
        Reference.TaskInput input => _reached.Contains((input.Stage, input.Task)),
        _ => false,
    };

    private static (string, string) Key(Read read) => (read.Reader!.Stage, read.Reader.Name.Text);
}
