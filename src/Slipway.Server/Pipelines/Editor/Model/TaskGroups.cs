using System.Collections.Immutable;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>The order of a stage's tasks while it is changed: groups one after the other, in each the names of those that run side by side.</summary>
internal sealed class TaskGroups(Stage stage)
{
    private readonly List<List<string>> groups = [.. stage.Groups.Select(group => group.ToList())];

    /// <summary>As <see cref="Stage.TaskOrder"/> has it.</summary>
    public ImmutableArray<string> Order => [.. groups.Where(group => group.Count > 0).Select(group => string.Join(',', group))];

    /// <summary>Puts a task somewhere. Its old place stays until it is <see cref="Leave">left</see>, so that no number of a group changes before.</summary>
    public TaskGroups Put(string task, Slot slot)
    {
        if (slot.IsBeside && slot.Group >= 0 && slot.Group < groups.Count)
        {
            groups[slot.Group].Add(task);
        }
        else
        {
            groups.Insert(Math.Clamp(slot.Group, 0, groups.Count), [task]);
        }

        return this;
    }

    /// <summary>Takes a task out. A group that becomes empty is gone from <see cref="Order"/>.</summary>
    public TaskGroups Leave(string task) => Replace(task, null);

    /// <summary>Has another name stand where a task's was; null for none.</summary>
    public TaskGroups Replace(string task, string? name)
    {
        foreach (var group in groups)
        {
            var at = group.IndexOf(task);
            if (at >= 0)
            {
                group.RemoveAt(at);
                group.InsertRange(at, name is null ? [] : [name]);
            }
        }

        return this;
    }
}
