using Microsoft.AspNetCore.Components;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What a person does on the canvas: the change is made, and what is chosen then is told to the address.</summary>
/// <param name="addresses">Where the reader is.</param>
/// <param name="change">Changes the pipeline as it is by then.</param>
public sealed class ModelActs(NavigationManager addresses, Func<Func<Pipeline, Pipeline>, Task> change)
{
    private readonly Dictionary<Selected, Selected> moved = [];
    private (string Asked, Selected Meant)? renamed;

    /// <summary>What the address means that was chosen under another name or in another place, until it follows; null otherwise.</summary>
    public Selected? Meant => renamed is { } last && last.Asked == addresses.Uri ? last.Meant : null;

    /// <summary>Where something is chosen; nothing is, without.</summary>
    public string AddressOf(Selected? selected) => addresses.GetUriWithQueryParameters(Selected.Query(selected));

    /// <summary>Changes the pipeline.</summary>
    public Task ChangeAsync(Func<Pipeline, Pipeline> edit) => change(edit);

    /// <summary>Changes what the task does.</summary>
    public Task ChangeAsync(Selected task, Func<PipelineTask, PipelineTask> edit) => change(pipeline => Now(pipeline, task) is { Task: { } name } now ? pipeline.ChangeTask(now.Stage, name, edit) : pipeline);

    /// <summary>Adds a stage, and chooses it.</summary>
    public async Task AddStageAsync()
    {
        string name = null!;
        await change(pipeline => pipeline.AddStage(out name));
        Choose(new Selected(name, null));
    }

    /// <summary>Adds a task that is not configured, and chooses it.</summary>
    public async Task AddTaskAsync(Slot slot)
    {
        string name = null!;
        await change(pipeline => pipeline.AddTask(slot, out name));
        Choose(new Selected(slot.Stage, name));
    }

    /// <summary>Gives what is chosen another name.</summary>
    public async Task RenameAsync(Selected selected, string name)
    {
        var (asked, there) = (addresses.Uri, selected.Task is null ? selected with { Stage = name } : selected with { Task = name });
        renamed = (asked, there);
        await change(pipeline =>
        {
            var now = Now(pipeline, selected);
            moved[now] = now.Task is null ? now with { Stage = name } : now with { Task = name };
            return now.Task is null ? pipeline.RenameStage(now.Stage, name) : pipeline.RenameTask(now.Stage, now.Task, name);
        });
        Follow(asked, there);
    }

    /// <summary>Copies what is given, and chooses the copy.</summary>
    public async Task CopyAsync(Selected selected)
    {
        string name = null!;
        await change(pipeline => selected.Task is null ? pipeline.CopyStage(selected.Stage, out name) : pipeline.CopyTask(selected.Stage, selected.Task, out name));
        Choose(selected.Task is null ? new Selected(name, null) : selected with { Task = name });
    }

    /// <summary>Takes what is given out.</summary>
    /// <param name="selected">A stage or a task.</param>
    /// <param name="chosen">What is chosen: nothing is, once it is gone.</param>
    public async Task RemoveAsync(Selected selected, Selected? chosen)
    {
        await change(pipeline => selected.Task is null ? pipeline.RemoveStage(selected.Stage) : pipeline.RemoveTask(selected.Stage, selected.Task));
        if (chosen?.Stage == selected.Stage && (selected.Task is null || chosen == selected))
        {
            Choose(null);
        }
    }

    /// <summary>Moves a task, and returns where it is then.</summary>
    /// <param name="task">Which one.</param>
    /// <param name="slot">Where to.</param>
    /// <param name="chosen">What is chosen: if it is this one, it stays so.</param>
    public async Task<Selected> MoveTaskAsync(Selected task, Slot slot, Selected? chosen)
    {
        var (asked, name) = (addresses.Uri, task.Task!);
        await change(pipeline =>
        {
            var now = Now(pipeline, task);
            var changed = pipeline.MoveTask(now.Stage, now.Task!, slot, out name);
            moved[now] = new Selected(slot.Stage, name);
            renamed = chosen == task ? (asked, moved[now]) : renamed;
            return changed;
        });
        var there = new Selected(slot.Stage, name);
        if (chosen == task && there != task)
        {
            Follow(asked, there);
        }

        return there;
    }

    /// <summary>Has a stage run elsewhere in the order: before the one that has this turn now.</summary>
    public Task MoveStageAsync(string stage, int turn) => change(pipeline => pipeline.MoveStage(stage, turn));

    /// <summary>Chooses something; null for nothing.</summary>
    public void Choose(Selected? selected) => addresses.NavigateTo(AddressOf(selected));

    // What was asked for while something got another name is meant for it under that name.
    private Selected Now(Pipeline pipeline, Selected selected)
    {
        for (var step = 0; step < moved.Count && !selected.IsIn(pipeline); step++)
        {
            selected = moved.TryGetValue(selected, out var next) ? next
                : moved.TryGetValue(new Selected(selected.Stage, null), out var stage) ? selected with { Stage = stage.Stage }
                : selected;
        }

        return selected;
    }

    // Whoever has chosen something else meanwhile is not called back.
    private void Follow(string asked, Selected there)
    {
        if (addresses.Uri == asked)
        {
            addresses.NavigateTo(AddressOf(there), replace: true);
        }
    }
}
