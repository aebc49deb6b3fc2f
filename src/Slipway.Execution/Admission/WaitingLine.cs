namespace Slipway.Execution.Admission;

/// <summary>Who waits for a place, in order. Whoever goes leaves at once, wherever they stand.</summary>
internal sealed class WaitingLine
{
    private readonly LinkedList<ExecutionId> line = new();
    private readonly Dictionary<ExecutionId, LinkedListNode<ExecutionId>> places = [];

    /// <summary>How many wait.</summary>
    public int Count => line.Count;

    /// <summary>One more waits, behind all others.</summary>
    public void Add(ExecutionId id) => places.Add(id, line.AddLast(id));

    /// <summary>Takes one out. False when it does not wait.</summary>
    public bool Remove(ExecutionId id)
    {
        if (!places.Remove(id, out var place))
        {
            return false;
        }

        line.Remove(place);
        return true;
    }

    /// <summary>Takes the foremost; false when nobody waits.</summary>
    public bool TryTake(out ExecutionId id)
    {
        id = line.First?.Value ?? default;
        return line.Count > 0 && Remove(id);
    }
}
