namespace Slipway.Execution.Catalog;

/// <summary>The texts of pipelines, as they were written from version to version. They are kept by whoever keeps the pipeline, in the same step.</summary>
public interface IPipelineVersions
{
    /// <summary>How many versions of a pipeline are kept; of more, the oldest go.</summary>
    const int MostKept = 100;

    /// <summary>What is kept of a pipeline, the newest first.</summary>
    Task<IReadOnlyList<PipelineVersion>> ListAsync(Guid pipeline, CancellationToken cancellationToken);

    /// <summary>The YAML of one version, comments and all; null when it is not kept.</summary>
    Task<string?> TextAsync(Guid pipeline, int version, CancellationToken cancellationToken);

    /// <summary>The pipeline with the YAML that it is written as now in <see cref="Pipelines.Pipeline.Text"/>.</summary>
    async Task<CatalogedPipeline> WithTextAsync(CatalogedPipeline pipeline, CancellationToken cancellationToken) =>
        pipeline with { Definition = pipeline.Definition with { Text = await TextAsync(pipeline.Id, pipeline.Revision.Version, cancellationToken) } };
}

/// <summary>A version of a pipeline.</summary>
/// <param name="Number">Counts the changes, from 1.</param>
/// <param name="SavedBy">Who saved it.</param>
/// <param name="SavedAt">When.</param>
public sealed record PipelineVersion(int Number, string SavedBy, DateTimeOffset SavedAt);
