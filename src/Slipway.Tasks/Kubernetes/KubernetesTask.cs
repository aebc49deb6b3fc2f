using Microsoft.Extensions.Logging;
using Slipway.Execution.Tasks;
using Slipway.Projects.Endpoints;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Kubernetes.Manifests;

namespace Slipway.Tasks.Kubernetes;

/// <summary>
/// The <c>K8S</c> task: creates, applies, reads or deletes the objects of a manifest, and waits until workloads are rolled out.
/// Namespaces are written first, then CustomResourceDefinitions, then all else in the order of the manifest;
/// kinds the cluster does not serve are refused before anything is written.
/// </summary>
public sealed partial class KubernetesTask(
    IEndpointDirectory endpoints, ClusterConnections clusters, TimeProvider time, ILogger<KubernetesTask> logger) : ITaskRunner
{
    private const string Role = "kubernetesServer";

    // Time for a last look at why, when the task's own time is already up.
    private static readonly TimeSpan s_lastLook = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public string Type => "K8S";

    /// <inheritdoc/>
    public bool TakesUp => true;

    /// <inheritdoc />
    public async Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var input = KubernetesTaskInput.Read(context.Input);
        if (input.IsWrong)
        {
            return new TaskOutcome.Failed(input.Problem);
        }

        var manifests = ManifestReader.Read(input.Value.Yaml);
        if (manifests.IsWrong)
        {
            return new TaskOutcome.Failed(manifests.Problem);
        }

        var cluster = await FindClusterAsync(context, cancellationToken);
        if (cluster.IsWrong)
        {
            return new TaskOutcome.Failed(cluster.Problem);
        }

        var run = new ManifestRun(cluster.Value, input.Value, manifests.Value, context, time);
        using var deadline = new CancellationTokenSource(input.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        TaskOutcome outcome;
        try
        {
            outcome = await run.RunAsync(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            using var lastLook = new CancellationTokenSource(s_lastLook, time);
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lastLook.Token);
            outcome = await run.SayTimedOutAsync(look.Token);
        }

        Ended(context.Attempt.IdempotencyKey, input.Value.Action, cluster.Value.Address, outcome is TaskOutcome.Completed ? "completed" : "failed");
        return outcome;
    }

    private async Task<Checked<ClusterApi>> FindClusterAsync(TaskContext context, CancellationToken cancellationToken)
    {
        if (!context.Endpoints.TryGetValue(Role, out var name) || string.IsNullOrWhiteSpace(name))
        {
            return Checked<ClusterApi>.Wrong($"the task names no endpoint '{Role}': it must name a Kubernetes endpoint of project '{context.Project}'.");
        }

        if (await endpoints.FindAsync(context.Project, name, cancellationToken) is not { } endpoint)
        {
            return Checked<ClusterApi>.Wrong($"project '{context.Project}' has no endpoint '{name}', which the task names as '{Role}'.");
        }

        context.Log.Hide(KubernetesEndpoint.Type.SecretProperties.Select(property => endpoint.Properties.GetValueOrDefault(property, "")));
        return endpoint.Type == KubernetesEndpoint.Type.Name
            ? clusters.Get(endpoint)
            : Checked<ClusterApi>.Wrong($"endpoint '{name}' of project '{context.Project}' is of type '{endpoint.Type}': '{Role}' must be of type '{KubernetesEndpoint.Type.Name}'.");
    }

    [LoggerMessage(EventId = 4000, Level = LogLevel.Information, Message = "Attempt {Attempt}: {Action} on {Cluster} {Outcome}")]
    private partial void Ended(string attempt, KubernetesAction action, string cluster, string outcome);
}
