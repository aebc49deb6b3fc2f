using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;
using Slipway.Registries.Images;
using Slipway.Server.Endpoints;
using Slipway.Server.Pipelines;
using Slipway.Server.Resources;
using Slipway.Server.Variables;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers.Pages;

/// <summary>What a webhook of a project can be made of.</summary>
/// <param name="Endpoints">Its Docker Registry endpoints, each with its repository.</param>
/// <param name="Pipelines">Its pipelines.</param>
/// <param name="Secrets">The names of its variables whose values nobody sees.</param>
internal sealed record ProjectChoices(IReadOnlyList<(string Value, string Title)> Endpoints, IReadOnlyList<Pipeline> Pipelines, IReadOnlySet<string> Secrets)
{
    /// <summary>Whether a pipeline is told of the image that was pushed.</summary>
    public static bool IsInjected(Pipeline pipeline) =>
        InjectedInputs.ChosenBy(pipeline.Options).Contains(InjectedInputs.Docker) || pipeline.Input.Keys.Any(InjectedInputs.Docker.Has);

    /// <summary>The pipelines that a push can start; the chosen one stays whatever became of it.</summary>
    public IEnumerable<(string Value, string Title)> PipelinesWith(string chosen) =>
        from pipeline in Pipelines
        where pipeline.Enabled || pipeline.Name == chosen
        orderby !IsInjected(pipeline)
        select (pipeline.Name, $"{pipeline.Name}{(IsInjected(pipeline) ? " (Docker inputs injected)" : "")}{(pipeline.Enabled ? "" : " (disabled)")}");
}

/// <summary>Reads what there is to choose from, as far as the reader may see it.</summary>
internal sealed class ChoiceReader(ResourceDesk<EndpointKind, Endpoint> endpoints, ResourceDesk<PipelineKind, CatalogedPipeline> pipelines, ProjectVariables variables)
{
    /// <summary>What a project has.</summary>
    public async Task<ProjectChoices> OfAsync(string project, CancellationToken cancellationToken)
    {
        var registries = await endpoints.ListAsync(ResourceSearch.AllOf(EndpointFields.All, project).Where(EndpointFields.OfType(DockerRegistryEndpoint.Type.Name)), cancellationToken);
        var programs = await pipelines.ListAsync(ResourceSearch.AllOf(PipelineFields.All, project), cancellationToken);
        var values = await variables.OfAsync(project, cancellationToken);
        return new(
            [.. registries.Items.Select(endpoint => (endpoint.Name, $"{endpoint.Name} ({RepositoryOf(endpoint)})"))],
            [.. programs.Items.Select(pipeline => pipeline.Definition)],
            values.Where(variable => variable.Type is VariableType.Secret).Select(variable => variable.Name).ToHashSet());
    }

    private static string RepositoryOf(Endpoint endpoint) =>
        endpoint.Property(DockerRegistryEndpoint.RepositoryUrl) is not { } url ? "no repository"
        : RepositoryUrl.TryParse(endpoint.Property(DockerRegistryEndpoint.ServerType) ?? "", url, out var repository, out _, out _) ? repository.ToString()
        : url;
}
