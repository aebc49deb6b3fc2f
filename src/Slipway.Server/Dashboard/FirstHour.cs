using Slipway.Execution.Catalog;
using Slipway.Execution.Store;
using Slipway.Projects;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Listing;
using Slipway.Tasks.Kubernetes;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Dashboard;

/// <summary>The way from nothing to the first deployment, and how far somebody has come.</summary>
/// <param name="HasProject">There is a project that they are in.</param>
/// <param name="HasCluster">It has a Kubernetes endpoint.</param>
/// <param name="HasPipeline">It has a pipeline.</param>
/// <param name="HasWebhook">It has a webhook.</param>
/// <param name="HasPush">A push has come in.</param>
public sealed record FirstHour(bool HasProject, bool HasCluster, bool HasPipeline, bool HasWebhook, bool HasPush)
{
    /// <summary>The steps in their order, each with where to take it.</summary>
    public IReadOnlyList<Step> Steps =>
    [
        new("Create a project", "It owns everything else, and says who may do what.", HasProject, "/projects"),
        new("Connect the cluster", "An endpoint of type Kubernetes is where pipelines deploy to.", HasCluster, "/endpoints/new?type=k8s"),
        new("Create a pipeline", "From the template: the image's repository, the cluster, the Deployment's YAML. Its inputs take what a push says.", HasPipeline, "/pipelines/new"),
        new("Create a webhook", "It connects a repository with the pipeline. The registry's endpoint can be created along with it.", HasWebhook, "/triggers/docker/webhooks/new"),
        new("Push an image", "docker push acme/web:1.0.0. The push stands under Activity seconds later.", HasPush, "/triggers/docker/activity"),
        new("See it deployed", "The execution shows each task live, and why it failed if it does.", false, "/executions"),
    ];

    /// <summary>One step.</summary>
    /// <param name="Title">What to do.</param>
    /// <param name="Why">What it is good for.</param>
    /// <param name="IsDone">Whether it is done.</param>
    /// <param name="Address">The page to do it on.</param>
    public sealed record Step(string Title, string Why, bool IsDone, string Address);
}

/// <summary>Finds out how far somebody has come.</summary>
internal sealed class FirstHourReader(
    IProjectStore projects, IEndpointStore endpoints, IPipelineStore pipelines, IWebhookStore webhooks, IEventQueries events, IExecutionQueries executions)
{
    private static readonly ListQuery Any = new() { Take = 1 };

    /// <summary>How far, or null when there is nothing left to teach: an execution has ended well.</summary>
    /// <param name="visible">In these projects; null for all.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<FirstHour?> ReadAsync(IReadOnlySet<string>? visible, CancellationToken cancellationToken) =>
        (await executions.ListAsync(Any with { Filter = ExecutionFields.Completed }, visible, cancellationToken)).TotalCount > 0 ? null : new(
            (await projects.ListAsync(Any, visible, cancellationToken)).TotalCount > 0,
            (await endpoints.ListAsync(Any with { Filter = EndpointFields.OfType(KubernetesEndpoint.Type.Name) }, visible, cancellationToken)).TotalCount > 0,
            (await pipelines.ListAsync(Any, visible, cancellationToken)).TotalCount > 0,
            (await webhooks.ListAsync(Any, visible, cancellationToken)).TotalCount > 0,
            (await events.ListAsync(Any, visible, cancellationToken)).TotalCount > 0);
}
