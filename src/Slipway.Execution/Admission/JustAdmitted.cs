using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Slipway.Execution.State;

namespace Slipway.Execution.Admission;

/// <summary>
/// Executions that were committed a moment ago, for whoever begins them in this process: what was just written need not be read. Each is given
/// once, and only while nobody can have changed it; whoever gets none reads the disk.
/// </summary>
public sealed class JustAdmitted(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ExecutionId, (ExecutionState State, long At)> states = new();

    /// <summary>Keeps it until it is taken or forgotten. Only for what is committed.</summary>
    public void Add(ExecutionState state) => states[state.Id] = (state, clock.GetTimestamp());

    /// <summary>The execution, if it was committed within the last second and nobody has had it.</summary>
    public bool TryTake(ExecutionId id, [NotNullWhen(true)] out ExecutionState? state)
    {
        var isFresh = states.TryRemove(id, out var kept) && clock.GetElapsedTime(kept.At) < Fresh;
        state = isFresh ? kept.State : null;
        return isFresh;
    }

    /// <summary>Nobody here has begun it.</summary>
    public void Forget(ExecutionId id) => states.TryRemove(id, out _);
}
