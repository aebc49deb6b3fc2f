using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What stages and tasks can be called.</summary>
internal static class ModelNames
{
    // ${input.NAME} would be read as an input, whatever stage is called so.
    private static readonly string[] taken = ["input", "var", "output"];

    /// <summary>What is wrong with a stage's new name; null when nothing is.</summary>
    public static string? WrongStage(this Pipeline pipeline, string stage, string name) =>
        name == stage ? null
        : Misspelt("stage", name)
        ?? (taken.Contains(name) ? $"A stage cannot be called '{name}': ${{{name}.…}} means something else." : null)
        ?? (pipeline.Stages.ContainsKey(name) ? $"The pipeline has a stage '{name}' already." : null);

    /// <summary>What is wrong with a task's new name; null when nothing is.</summary>
    public static string? WrongTask(this Pipeline pipeline, string stage, string task, string name) =>
        name == task ? null
        : Misspelt("task", name)
        ?? (pipeline.Stages.TryGetValue(stage, out var owner) && owner.Tasks.ContainsKey(name) ? $"Stage '{stage}' has a task '{name}' already." : null);

    /// <summary>The first of <c>Stage0</c>, <c>Stage1</c> and so on that is free.</summary>
    public static string FreeStage(this Pipeline pipeline) => Numbered("Stage", pipeline.Stages.ContainsKey);

    /// <summary>The first of <c>Task0</c>, <c>Task1</c> and so on that no stage has.</summary>
    public static string FreeTask(this Pipeline pipeline) => Numbered("Task", name => pipeline.Stages.Values.Any(stage => stage.Tasks.ContainsKey(name)));

    /// <summary>The name itself if it is free, otherwise with the first number that is.</summary>
    public static string Free(string name, Func<string, bool> isTaken) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => number == 1 ? name : $"{name} {number}").First(candidate => !isTaken(candidate));

    // Code Stream, Model: "alphanumeric, whitespace, hyphen and underscore". The same holds for tasks when a document is read.
    private static string? Misspelt(string what, string name) =>
        string.IsNullOrWhiteSpace(name) ? $"A {what} needs a name."
        : name.FirstOrDefault(letter => !char.IsLetterOrDigit(letter) && letter is not (' ' or '-' or '_')) is var odd and not '\0'
            ? $"A {what}'s name cannot have '{odd}': letters, digits, spaces, '-' and '_' it can."
        : null;

    private static string Numbered(string word, Func<string, bool> isTaken) =>
        Enumerable.Range(0, int.MaxValue).Select(number => $"{word}{number}").First(name => !isTaken(name));
}
