using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>A step that a task can make without a mouse.</summary>
public enum TaskMove
{
    /// <summary>Out of its group, or before the group that runs before it.</summary>
    Earlier,

    /// <summary>Out of its group, or behind the group that runs after it.</summary>
    Later,

    /// <summary>Side by side with the tasks that run before it.</summary>
    Beside,

    /// <summary>To the end of the stage before.</summary>
    StageBefore,

    /// <summary>To the beginning of the stage after.</summary>
    StageAfter,
}

/// <summary>Where the steps lead.</summary>
internal static class TaskMoves
{
    /// <summary>The place that a step leads to; null where it leads nowhere.</summary>
    public static Slot? Leads(this TaskMove move, Pipeline pipeline, string stage, string task)
    {
        if (!pipeline.Stages.TryGetValue(stage, out var owner))
        {
            return null;
        }

        var groups = owner.Groups.ToList();
        var group = TaskEdits.GroupOf(owner, task);
        var isAlone = group >= 0 && groups[group].Length == 1;
        return (move, group) switch
        {
            (TaskMove.StageBefore, _) => Neighbour(pipeline, stage, -1) is { } before ? new(before, Slot.End, IsBeside: false) : null,
            (TaskMove.StageAfter, _) => Neighbour(pipeline, stage, 1) is { } after ? new(after, 0, IsBeside: false) : null,

            // It is not in the order and never runs: any step has it run at the end.
            (_, < 0) => move is TaskMove.Earlier ? new(stage, Slot.End, IsBeside: false) : null,
            (TaskMove.Earlier, _) => !isAlone ? new(stage, group, IsBeside: false) : group > 0 ? new(stage, group - 1, IsBeside: false) : null,
            (TaskMove.Later, _) => !isAlone ? new(stage, group + 1, IsBeside: false) : group + 1 < groups.Count ? new(stage, group + 2, IsBeside: false) : null,
            (TaskMove.Beside, > 0) => new(stage, group - 1, IsBeside: true),
            _ => null,
        };
    }

    /// <summary>The turn that a stage moves to; null where it leads nowhere.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="step">-1 to run earlier, 1 to run later.</param>
    public static int? Turn(Pipeline pipeline, string stage, int step) => (pipeline.StageOrder.IndexOf(stage), step) switch
    {
        ( < 0, _) => step < 0 ? pipeline.StageOrder.Length : null,
        (0, < 0) => null,
        (var turn, < 0) => turn - 1,
        var (turn, _) => turn + 1 < pipeline.StageOrder.Length ? turn + 2 : null,
    };

    private static string? Neighbour(Pipeline pipeline, string stage, int step)
    {
        var order = pipeline.StageOrder.Where(pipeline.Stages.ContainsKey).ToList();
        var turn = order.IndexOf(stage);
        return turn >= 0 && turn + step is var at && at >= 0 && at < order.Count ? order[at] : null;
    }
}
