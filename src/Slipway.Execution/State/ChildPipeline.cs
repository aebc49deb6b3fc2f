namespace Slipway.Execution.State;

/// <summary>What is given to a task that runs another pipeline (Code Stream, task type <c>Pipeline</c>). Rollbacks are such tasks, too.</summary>
public static class ChildPipeline
{
    /// <summary>The task type.</summary>
    public const string TaskType = "Pipeline";

    /// <summary>The key of the task's input that names the pipeline, of the same project.</summary>
    public const string PipelineKey = "pipeline";

    /// <summary>The key of the task's input that holds the pipeline's inputs by name.</summary>
    public const string InputKey = "inputProperties";
}
