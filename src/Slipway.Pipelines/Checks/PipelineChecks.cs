using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Everything that is checked of a pipeline beyond its shape.</summary>
internal static class PipelineChecks
{
    public static void Run(SourceMap document, Pipeline pipeline, ReadContext context)
    {
        var tasks = TaskSites.Of(document, pipeline);
        foreach (var task in tasks.All)
        {
            TaskNameCheck.Run(task, context);
            TaskTypeCheck.Run(task, context);
            RetryCheck.Run(task, context);
        }

        AboutCheck.Run(document, tasks, context);
        var reads = ReferenceCheck.Run(document, pipeline, tasks, context);
        FlowCheck.Run(reads, tasks, context);
        ManifestCheck.Run(pipeline, tasks, reads, context);
        UseCollector.Run(document, tasks, context);
    }
}
