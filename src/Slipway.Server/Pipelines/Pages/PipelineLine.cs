using Slipway.Execution.Catalog;
using Slipway.Execution.State;

namespace Slipway.Server.Pipelines.Pages;

/// <summary>One pipeline of the list, with what is known of it besides.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Last">Its newest execution; null when it has never run.</param>
/// <param name="Warnings">How much there is to say of its document.</param>
public sealed record PipelineLine(CatalogedPipeline Pipeline, ExecutionState? Last, int Warnings)
{
    /// <summary>The page that says how the pipeline fares.</summary>
    public string Overview => $"/pipelines/{Pipeline.Id}";

    /// <summary>The page of the pipeline's document.</summary>
    public string Address => $"/pipelines/{Pipeline.Id}/edit";

    /// <summary>Such as <c>2 stages, 5 tasks</c>.</summary>
    public string Size => $"{Counted(Pipeline.Definition.Stages.Count, "stage")}, {Counted(Pipeline.Definition.Stages.Values.Sum(stage => stage.Tasks.Count), "task")}";

    /// <summary>Such as <c>1 warning</c>.</summary>
    public string WarningText => Counted(Warnings, "warning");

    /// <summary>The same line after an execution has gone on.</summary>
    public PipelineLine With(ExecutionState execution) =>
        execution.PipelineId == Pipeline.Id && (Last is null || execution.Index > Last.Index || (execution.Id == Last.Id && execution.Version > Last.Version))
            ? this with { Last = execution }
            : this;

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
