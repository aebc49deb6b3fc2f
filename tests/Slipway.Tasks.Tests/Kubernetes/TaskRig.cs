using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Slipway.Execution;
using Slipway.Execution.Tasks;
using Slipway.Pipelines.Expressions;
using Slipway.Projects.Endpoints;
using Slipway.Tasks.Kubernetes;
using Slipway.Tasks.Kubernetes.Cluster;

namespace Slipway.Tasks.Tests.Kubernetes;

/// <summary>A K8S task with one endpoint, and all that people were told on the way.</summary>
internal sealed class TaskRig : IEndpointDirectory, IDisposable
{
    private readonly ClusterConnections _connections;
    private readonly KubernetesTask _task;
    private readonly TimeProvider _time;
    private readonly Endpoint? _endpoint;

    public TaskRig(string? address, TimeProvider? time = null, string type = "k8s", params (string Key, string Value)[] properties)
    {
        _time = time ?? TimeProvider.System;
        _connections = new ClusterConnections(_time, NullLogger<ClusterConnections>.Instance);
        _task = new KubernetesTask(this, _connections, _time, NullLogger<KubernetesTask>.Instance);
        _endpoint = address is null ? null : new Endpoint
        {
            Id = Guid.NewGuid(),
            Project = "shop",
            Name = "prod",
            Type = type,
            Properties = ImmutableDictionary<string, string>.Empty
                .Add("kubernetesURL", address).Add("authType", "token").Add("token", "s3cr3t-token")
                .SetItems(properties.Select(p => KeyValuePair.Create(p.Key, p.Value))),
        };
    }

    public ConcurrentQueue<string> Reports { get; } = new();

    public static TaskAttempt Attempt(int number = 1) => new(new ExecutionId(Guid.Parse("0198c0de-0000-7000-8000-000000000001")), "Dev", "Deploy", number);

    public Task<TaskOutcome> RunAsync(
        string yaml, string action = "APPLY", TaskAttempt? attempt = null, bool continueOnConflict = false, int timeout = 5, string endpoint = "prod") =>
        _task.RunAsync(Context(yaml, action, attempt ?? Attempt(), continueOnConflict, timeout, endpoint), Xunit.TestContext.Current.CancellationToken);

    public Task<TaskOutcome> RunUntilAsync(string yaml, CancellationToken cancellationToken) =>
        _task.RunAsync(Context(yaml, "APPLY", Attempt(), false, 5, "prod"), cancellationToken);

    private TaskContext Context(string yaml, string action, TaskAttempt attempt, bool continueOnConflict, int timeout, string endpoint) => new()
    {
        Attempt = attempt,
        Project = "shop",
        Input = new JsonObject { ["action"] = action, ["yaml"] = yaml, ["continueOnConflict"] = continueOnConflict, ["timeout"] = timeout },
        Endpoints = ImmutableDictionary<string, string>.Empty.Add("kubernetesServer", endpoint),
        RequestedBy = "ada",
        Execution = new ExecutionReference(Guid.Empty, "web", 1, Depth: 0),
        Evaluate = _ => new ConditionResult(true),
        Report = Reports.Enqueue,
    };

    /// <summary>Lets a faked clock run until the task has ended.</summary>
    public static async Task<TaskOutcome> LetTimePassAsync(FakeTimeProvider time, TimeSpan step, Task<TaskOutcome> task)
    {
        while (!task.IsCompleted)
        {
            Xunit.TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(step);
            await Task.WhenAny(task, Task.Delay(2));
        }

        return await task;
    }

    public Task<IReadOnlyList<string>> RestrictedAmongAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<Endpoint?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_endpoint?.Id == id ? _endpoint : null);

    public Task<Endpoint?> FindAsync(string project, string name, CancellationToken cancellationToken) =>
        Task.FromResult(project == _endpoint?.Project && name == _endpoint.Name ? _endpoint : null);

    public void Dispose() => _connections.Dispose();
}
