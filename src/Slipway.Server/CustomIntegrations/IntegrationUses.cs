using System.Collections.Immutable;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Server.Access;

namespace Slipway.Server.CustomIntegrations;

/// <summary>Which pipelines run a custom integration, and in which versions.</summary>
internal sealed class IntegrationUses(IPipelineStore pipelines, PageAccess people)
{
    private const string TaskType = "Custom";

    /// <summary>Those that the reader of the page may look at, by project and name.</summary>
    public async Task<IReadOnlyList<IntegrationUse>> OfAsync(string name, CancellationToken cancellationToken)
    {
        var visible = await people.VisibleProjectsAsync(cancellationToken);
        return
        [
            .. (await pipelines.ListAsync(cancellationToken))
                .Where(pipeline => visible?.Contains(pipeline.Project) is not false)
                .Select(pipeline => new IntegrationUse(pipeline.Id, pipeline.Project, pipeline.Name, VersionsIn(pipeline.Definition, name)))
                .Where(use => !use.Versions.IsEmpty)
                .OrderBy(use => use.Project, StringComparer.OrdinalIgnoreCase)
                .ThenBy(use => use.Pipeline, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static ImmutableArray<string> VersionsIn(Pipeline pipeline, string name) =>
    [
        .. pipeline.Stages.Values
            .SelectMany(stage => stage.Tasks.Values)
            .Where(task => task.Type == TaskType && task.Input["name"]?.ToString() == name)
            .Select(task => task.Input["version"]?.ToString() ?? "")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}

/// <summary>A pipeline that runs a custom integration.</summary>
/// <param name="Id">The pipeline's.</param>
/// <param name="Project">Its project.</param>
/// <param name="Pipeline">Its name.</param>
/// <param name="Versions">The versions that its tasks name, each once; blank where a task names none.</param>
public sealed record IntegrationUse(Guid Id, string Project, string Pipeline, ImmutableArray<string> Versions);
