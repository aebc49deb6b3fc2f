namespace Slipway.Storage.Rows;

/// <summary>The highest number among a pipeline's deleted executions: it is not given again.</summary>
public sealed class ExecutionNumberRow
{
    /// <summary>The pipeline; primary key.</summary>
    public required Guid PipelineId { get; set; }

    /// <summary>The number.</summary>
    public required int LastIndex { get; set; }
}
