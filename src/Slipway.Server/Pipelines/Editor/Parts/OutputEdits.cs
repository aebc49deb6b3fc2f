using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Parts;

/// <summary>What a person can do to the outputs of a pipeline.</summary>
internal static class OutputEdits
{
    /// <summary>Adds an output with a name that is free.</summary>
    public static Pipeline AddOutput(this Pipeline pipeline)
    {
        var name = Enumerable.Range(1, pipeline.Output.Count + 1).Select(number => $"OUTPUT_{number}").First(name => !pipeline.Output.ContainsKey(name));
        return pipeline with { Output = pipeline.Output.With(name, "") };
    }

    public static Pipeline RemoveOutput(this Pipeline pipeline, string name) => pipeline with
    {
        Output = pipeline.Output.Without(name),
        OutputMeta = pipeline.OutputMeta.Without(name),
        Starred = pipeline.Starred.With(pipeline.Starred?.Input, output: pipeline.Starred?.Output == name ? null : pipeline.Starred?.Output),
    };

    public static Pipeline RenameOutput(this Pipeline pipeline, string name, string wanted) => pipeline with
    {
        Output = pipeline.Output.Renamed(name, wanted),
        OutputMeta = pipeline.OutputMeta.Renamed(name, wanted),
        Starred = pipeline.Starred?.Output == name ? pipeline.Starred with { Output = wanted } : pipeline.Starred,
    };

    public static Pipeline SetOutput(this Pipeline pipeline, string name, string? text) =>
        pipeline with { Output = pipeline.Output.With(name, WrittenValue.Read(text, pipeline.Output.GetValueOrDefault(name))) };

    public static Pipeline DescribeOutput(this Pipeline pipeline, string name, string? text) =>
        pipeline with { OutputMeta = pipeline.OutputMeta.With(name, (pipeline.OutputMeta.GetValueOrDefault(name) ?? new OutputMeta()) with { Description = text ?? "" }) };

    /// <summary>Stars the output, or takes its star away: one output stands out at most.</summary>
    public static Pipeline StarOutput(this Pipeline pipeline, string name) =>
        pipeline with { Starred = pipeline.Starred.With(pipeline.Starred?.Input, output: pipeline.Starred?.Output == name ? null : name) };
}
