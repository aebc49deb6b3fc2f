using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.TaskTypes;
using Slipway.Projects.Variables;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>Something that can stand between <c>${</c> and <c>}</c>.</summary>
/// <param name="Text">As it is written there.</param>
/// <param name="Help">What it stands for.</param>
public sealed record Completion(string Text, string Help)
{
    private const int Most = 2000;

    /// <summary>Everything that a pipeline's tasks can read, as far as it is known before they run.</summary>
    internal static IReadOnlyList<Completion> Of(Pipeline pipeline, IEnumerable<Variable> variables)
    {
        var injected = InjectedInputs.ChosenBy(pipeline.Options).SelectMany(set => set.Inputs).ToList();
        var declared = pipeline.Input.Keys.Select(name => new Completion($"input.{name}", DescriptionOf(pipeline, name)));
        var filledIn = injected.Where(input => !pipeline.Input.ContainsKey(input.Name)).Select(input => new Completion($"input.{input.Name}", input.Description));
        return
        [
            .. declared
                .Concat(filledIn)
                .Concat(variables.Select(variable => new Completion($"var.{variable.Name}", variable.Description)))
                .Concat(KnownGlobals.All.Select(global => new Completion(global.Key, global.Value)))
                .Concat(pipeline.Stages.SelectMany(stage => OfStage(stage.Key, stage.Value)))
                .Take(Most),
        ];
    }

    private static IEnumerable<Completion> OfStage(string name, Stage stage) => stage.Tasks
        .SelectMany(task => OfTask($"{name}.{task.Key}", task.Value))
        .Prepend(new Completion($"{name}.status", "How the stage stands."));

    private static IEnumerable<Completion> OfTask(string path, PipelineTask task)
    {
        yield return new Completion($"{path}.status", "How the task stands.");
        if (!KnownTaskTypes.All.TryGetValue(task.Type, out var type) || type.Outputs is not { } outputs)
        {
            yield return new Completion($"{path}.output", "What the task gives.");
            yield break;
        }

        foreach (var output in outputs)
        {
            yield return new Completion($"{path}.output.{output.Name}", output.Description);
        }
    }

    private static string DescriptionOf(Pipeline pipeline, string input) =>
        pipeline.InputMeta.TryGetValue(input, out var meta) && meta.Description.Length > 0 ? meta.Description
        : InjectedInputs.ChosenBy(pipeline.Options).Select(set => set.Find(input)).OfType<InjectedInput>().FirstOrDefault()?.Description ?? "";
}
