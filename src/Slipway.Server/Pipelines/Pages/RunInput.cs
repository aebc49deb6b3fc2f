using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Pages;

/// <summary>One input of a pipeline as a person fills it in before a run.</summary>
internal sealed class RunInput
{
    private readonly JsonNode? preset;
    private readonly string shown;

    private RunInput(int index, string name, JsonNode? preset, JsonNode? value, InputMeta meta, bool isStarred)
    {
        this.preset = preset;
        shown = WrittenValue.Of(value);
        Key = $"run-input-{index}";
        Name = name;
        Value = shown;
        IsMandatory = meta.Mandatory;
        IsStarred = isStarred;
        Help = WrittenValue.Of(preset) is { Length: > 0 } text ? $"{Sentence(meta.Description)}Left blank, it is '{text}'." : meta.Description;
    }

    /// <summary>The id of its field; names hold anything.</summary>
    public string Key { get; }

    public string Name { get; }

    public bool IsMandatory { get; }

    public bool IsStarred { get; }

    /// <summary>What to fill in.</summary>
    public string Help { get; }

    /// <summary>What is filled in.</summary>
    public string? Value { get; set; }

    /// <summary>Whether something else is filled in than was shown.</summary>
    public bool IsChanged => (Value ?? "") != shown;

    /// <summary>What the execution gets.</summary>
    public JsonNode? Given => WrittenValue.Read(Value, preset);

    /// <summary>The starred one first, then as the document has them.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="values">What an execution of it was given, to begin with; null for the defaults.</param>
    public static IEnumerable<RunInput> Of(Pipeline pipeline, IReadOnlyDictionary<string, JsonNode?>? values = null) => pipeline.Input
        .Select((input, index) => new RunInput(
            index,
            input.Key,
            input.Value,
            values is not null && values.TryGetValue(input.Key, out var value) ? value : input.Value,
            pipeline.InputMeta.TryGetValue(input.Key, out var meta) ? meta : Described(pipeline, input.Key),
            pipeline.Starred?.Input == input.Key))
        .OrderByDescending(input => input.IsStarred);

    private static string Sentence(string description) =>
        description.Trim() is { Length: > 0 } text ? $"{text}{(char.IsPunctuation(text[^1]) ? "" : ".")} " : "";

    /// <summary>What triggers fill in is known, also where the document does not describe it.</summary>
    private static InputMeta Described(Pipeline pipeline, string name) =>
        new(InjectedInputs.ChosenBy(pipeline.Options).Select(set => set.Find(name)).OfType<InjectedInput>().FirstOrDefault()?.Description ?? "");
}
