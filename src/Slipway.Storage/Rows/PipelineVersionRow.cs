namespace Slipway.Storage.Rows;

/// <summary>A version of a pipeline at rest.</summary>
public sealed class PipelineVersionRow
{
    /// <summary>Primary key. The pipeline and the number would do, were it not for two who save at once: whose is refused is the pipeline's to say.</summary>
    public required Guid Id { get; set; }

    /// <summary>The pipeline's id.</summary>
    public required Guid PipelineId { get; set; }

    /// <summary>The pipeline's version that this is.</summary>
    public required int Number { get; set; }

    /// <summary>Who saved it.</summary>
    public required string SavedBy { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>The YAML as it was written.</summary>
    public required string Text { get; set; }
}
