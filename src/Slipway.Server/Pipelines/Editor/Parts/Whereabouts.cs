using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Parts;

/// <summary>What of an execution something is about: all of it, a stage or a task.</summary>
/// <param name="Stage">The stage's name; null for all of the execution.</param>
/// <param name="Task">The task's name; null for all of the stage.</param>
internal sealed record Whereabouts(string? Stage, string? Task)
{
    /// <summary>As a form has it.</summary>
    public string Value => $"{Stage}\n{Task}";

    /// <summary>What a form said.</summary>
    public static Whereabouts Of(string? value)
    {
        var parts = (value ?? "").Split('\n', 2);
        return new(Given(parts[0]), parts.Length > 1 ? Given(parts[1]) : null);
    }

    /// <summary>What there is to choose from.</summary>
    /// <param name="pipeline">Whose stages.</param>
    /// <param name="whole">How all of the execution is called; null when it is no choice.</param>
    /// <param name="chosen">What is chosen now, so that it can be seen though it is gone.</param>
    public static IEnumerable<(string Value, string Title)> In(Pipeline pipeline, string? whole, Whereabouts? chosen)
    {
        var all = pipeline.StageOrder.Where(pipeline.Stages.ContainsKey).Distinct().SelectMany(stage => pipeline.Stages[stage].Tasks.Keys.Select(task => new Whereabouts(stage, task)).Prepend(new(stage, null)));
        return (whole is null ? all : all.Prepend(new(null, null))).Append(chosen).OfType<Whereabouts>().Distinct().Select(place => (place.Value, place switch
        {
            { Stage: null } => whole ?? "",
            { Task: null } => $"Stage {place.Stage}",
            _ => $"Task {place.Stage}.{place.Task}",
        }));
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
