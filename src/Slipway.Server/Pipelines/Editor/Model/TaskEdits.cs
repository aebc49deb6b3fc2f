using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What a person can do to the tasks of a pipeline. What is not there any more is left alone.</summary>
internal static class TaskEdits
{
    /// <summary>Adds a task that is not configured yet.</summary>
    public static Pipeline AddTask(this Pipeline pipeline, Slot slot, out string name)
    {
        var free = pipeline.FreeTask();
        name = free;
        return pipeline.WithStage(slot.Stage, stage => stage with
        {
            Tasks = stage.Tasks.With(free, new PipelineTask { Type = "" }),
            TaskOrder = new TaskGroups(stage).Put(free, slot).Order,
        });
    }

    /// <summary>Gives a task another name, and everywhere that it is named.</summary>
    public static Pipeline RenameTask(this Pipeline pipeline, string stage, string task, string wanted)
    {
        if (pipeline.FindTask(stage, task) is null || pipeline.WrongTask(stage, task, wanted) is not null)
        {
            return pipeline;
        }

        return MovedReferences.In(pipeline, at => at == (stage, task) ? at with { Task = wanted } : at).WithStage(stage, owner => owner with
        {
            Tasks = owner.Tasks.Renamed(task, wanted),
            TaskOrder = new TaskGroups(owner).Replace(task, wanted).Order,
        });
    }

    /// <summary>Puts a copy of a task behind it.</summary>
    public static Pipeline CopyTask(this Pipeline pipeline, string stage, string task, out string name)
    {
        var copy = pipeline.FreeIn(stage, $"{task} copy");
        name = copy;
        return pipeline.FindTask(stage, task) is not { } original ? pipeline : pipeline.WithStage(stage, owner => owner with
        {
            Tasks = owner.Tasks.With(copy, original),
            TaskOrder = new TaskGroups(owner).Put(copy, new Slot(stage, GroupOf(owner, task) is var group and >= 0 ? group + 1 : Slot.End, IsBeside: false)).Order,
        });
    }

    /// <summary>Takes a task out, with the notifications and rollbacks that are about it.</summary>
    public static Pipeline RemoveTask(this Pipeline pipeline, string stage, string task) => pipeline.WithoutNoticesAbout(stage, task).WithStage(stage, owner => owner with
    {
        Tasks = owner.Tasks.Without(task),
        TaskOrder = new TaskGroups(owner).Leave(task).Order,
    });

    /// <summary>Has a task run elsewhere; what reads it follows.</summary>
    /// <param name="pipeline">It is not changed.</param>
    /// <param name="stage">Where the task is.</param>
    /// <param name="task">Its name. One that never ran runs then.</param>
    /// <param name="slot">Where it is to be, as the groups are numbered now.</param>
    /// <param name="name">Its name there: another one where the other stage has a task of that name.</param>
    public static Pipeline MoveTask(this Pipeline pipeline, string stage, string task, Slot slot, out string name)
    {
        name = task;
        if (pipeline.FindTask(stage, task) is not { } moved || !pipeline.Stages.TryGetValue(slot.Stage, out var target))
        {
            return pipeline;
        }

        if (slot.Stage == stage)
        {
            // The blank name, which no task can have, keeps the old place until the new one is taken.
            return slot.IsBeside && GroupOf(target, task) == slot.Group ? pipeline
                : pipeline.WithStage(stage, owner => owner with { TaskOrder = new TaskGroups(owner).Replace(task, "").Put(task, slot).Leave("").Order });
        }

        var free = name = pipeline.FreeIn(slot.Stage, task);
        var followed = MovedReferences.In(pipeline, at => at == (stage, task) ? (slot.Stage, free) : at);
        moved = followed.FindTask(stage, task)!;
        return followed
            .WithStage(stage, owner => owner with { Tasks = owner.Tasks.Without(task), TaskOrder = new TaskGroups(owner).Leave(task).Order })
            .WithStage(slot.Stage, owner => owner with { Tasks = owner.Tasks.With(free, moved), TaskOrder = new TaskGroups(owner).Put(free, slot).Order });
    }

    /// <summary>Changes what a task does.</summary>
    public static Pipeline ChangeTask(this Pipeline pipeline, string stage, string task, Func<PipelineTask, PipelineTask> change) =>
        pipeline.FindTask(stage, task) is { } current ? pipeline.WithStage(stage, owner => owner with { Tasks = owner.Tasks.With(task, change(current)) }) : pipeline;

    /// <summary>The task of that name; null when there is none.</summary>
    public static PipelineTask? FindTask(this Pipeline pipeline, string stage, string task) =>
        pipeline.Stages.TryGetValue(stage, out var owner) && owner.Tasks.TryGetValue(task, out var found) ? found : null;

    /// <summary>The turn of a task's group, from 0; -1 when it never runs.</summary>
    public static int GroupOf(Stage stage, string task) => stage.Groups.ToList().FindIndex(group => group.Contains(task));

    private static string FreeIn(this Pipeline pipeline, string stage, string name) =>
        ModelNames.Free(name, candidate => pipeline.FindTask(stage, candidate) is not null);

    private static Pipeline WithStage(this Pipeline pipeline, string name, Func<Stage, Stage> change) =>
        pipeline.Stages.TryGetValue(name, out var stage) ? pipeline with { Stages = pipeline.Stages.With(name, change(stage)) } : pipeline;
}
