using Microsoft.AspNetCore.WebUtilities;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What is chosen on the canvas.</summary>
/// <param name="Stage">A stage.</param>
/// <param name="Task">One of its tasks; null for the stage itself.</param>
public sealed record Selected(string Stage, string? Task)
{
    /// <summary>What the address says of it, by its keys.</summary>
    public static IReadOnlyDictionary<string, object?> Query(Selected? selected) => new Dictionary<string, object?>
    {
        ["tab"] = "model",
        ["stage"] = selected is { Task: null } ? selected.Stage : null,
        ["task"] = selected is { Task: { } task } ? $"{selected.Stage}.{task}" : null,
    };

    /// <summary>What an address of the editor means; null when it is nothing that is there.</summary>
    public static Selected? Find(Pipeline? pipeline, Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        return Find(pipeline, query.GetValueOrDefault("stage"), query.GetValueOrDefault("task"));
    }

    /// <summary>What the words of an address mean; null when it is nothing that is there. Either name may hold dots.</summary>
    public static Selected? Find(Pipeline? pipeline, string? stage, string? task)
    {
        if (pipeline is null)
        {
            return null;
        }

        return task is null
            ? stage is not null && pipeline.Stages.ContainsKey(stage) ? new Selected(stage, null) : null
            : Enumerable.Range(1, task.Length).Where(at => at < task.Length && task[at] == '.')
                .Select(at => new Selected(task[..at], task[(at + 1)..]))
                .FirstOrDefault(named => named.IsIn(pipeline));
    }

    /// <summary>Whether it is there.</summary>
    public bool IsIn(Pipeline pipeline) => Task is null ? pipeline.Stages.ContainsKey(Stage) : pipeline.FindTask(Stage, Task) is not null;
}
