using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>What a person can do to the inputs of a pipeline.</summary>
internal static class InputEdits
{
    /// <summary>The set whose inputs a trigger fills in; null for none.</summary>
    public static InjectedInputSet? Injected(this Pipeline pipeline) => InjectedInputs.ChosenBy(pipeline.Options).FirstOrDefault();

    /// <summary>Chooses another set: its inputs come, and those of the old one that hold nothing go.</summary>
    public static Pipeline Inject(this Pipeline pipeline, InjectedInputSet? set)
    {
        var old = InjectedInputs.ChosenBy(pipeline.Options).Where(chosen => chosen != set).SelectMany(chosen => chosen.Names).ToHashSet(StringComparer.Ordinal);
        var input = new OrderedDictionary<string, JsonNode?>(pipeline.Input.Where(known => !old.Contains(known.Key) || WrittenValue.Of(known.Value).Length > 0));
        var meta = new OrderedDictionary<string, InputMeta>(pipeline.InputMeta.Where(known => input.ContainsKey(known.Key)));
        foreach (var injected in set?.Inputs ?? [])
        {
            if (input.TryAdd(injected.Name, ""))
            {
                meta[injected.Name] = new InputMeta(injected.Description);
            }
        }

        var others = pipeline.Options.Where(option => !InjectedInputs.All.Any(known => known.Option.Equals(option, StringComparison.OrdinalIgnoreCase)));
        return pipeline with { Options = [.. set is null ? others : others.Prepend(set.Option)], Input = input, InputMeta = meta, Starred = pipeline.Starred.With(pipeline.Starred?.Input is { } star && input.ContainsKey(star) ? star : null, pipeline.Starred?.Output) };
    }

    /// <summary>Adds an input with a name that is free.</summary>
    public static Pipeline AddInput(this Pipeline pipeline)
    {
        var name = Enumerable.Range(1, pipeline.Input.Count + 1).Select(number => $"INPUT_{number}").First(name => !pipeline.Input.ContainsKey(name));
        return pipeline with { Input = pipeline.Input.With(name, "") };
    }

    public static Pipeline RemoveInput(this Pipeline pipeline, string name) => pipeline with
    {
        Input = pipeline.Input.Without(name),
        InputMeta = pipeline.InputMeta.Without(name),
        Starred = pipeline.Starred.With(input: pipeline.Starred?.Input == name ? null : pipeline.Starred?.Input, pipeline.Starred?.Output),
    };

    public static Pipeline RenameInput(this Pipeline pipeline, string name, string wanted) => pipeline with
    {
        Input = pipeline.Input.Renamed(name, wanted),
        InputMeta = pipeline.InputMeta.Renamed(name, wanted),
        Starred = pipeline.Starred?.Input == name ? pipeline.Starred with { Input = wanted } : pipeline.Starred,
    };

    public static Pipeline SetInput(this Pipeline pipeline, string name, string? text) =>
        pipeline with { Input = pipeline.Input.With(name, WrittenValue.Read(text, pipeline.Input.GetValueOrDefault(name))) };

    public static Pipeline DescribeInput(this Pipeline pipeline, string name, Func<InputMeta, InputMeta> change) =>
        pipeline with { InputMeta = pipeline.InputMeta.With(name, change(pipeline.InputMeta.GetValueOrDefault(name) ?? new InputMeta())) };

    /// <summary>Stars the input, or takes its star away: one input stands out at most.</summary>
    public static Pipeline StarInput(this Pipeline pipeline, string name) =>
        pipeline with { Starred = pipeline.Starred.With(input: pipeline.Starred?.Input == name ? null : name, pipeline.Starred?.Output) };
}
