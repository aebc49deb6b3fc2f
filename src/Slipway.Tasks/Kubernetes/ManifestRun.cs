using System.Globalization;
using Slipway.Execution.Tasks;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Kubernetes.Manifests;
using Slipway.Tasks.Kubernetes.Rollouts;
using Slipway.Tasks.Kubernetes.Writing;

namespace Slipway.Tasks.Kubernetes;

/// <summary>One attempt's way through its manifest: resolve all kinds, act on each object, wait for what must roll out.</summary>
internal sealed class ManifestRun(ClusterApi api, KubernetesTaskInput input, IReadOnlyList<Manifest> manifests, TaskContext context, TimeProvider time)
{
    private readonly List<WrittenObject> _written = [];
    private readonly List<RolloutWatch> _watches = [];
    private readonly string _attempt = context.Attempt.IdempotencyKey;
    private readonly ObjectWriter _writer = new(api, context.Attempt.IdempotencyKey);
    private string _doing = $"asking {api.Address} which kinds it serves";

    public async Task<TaskOutcome> RunAsync(CancellationToken cancellationToken)
    {
        context.Log.WriteLine($"{Doing()} {Count(manifests.Count, "object")} at {api.Address}, namespace '{input.DefaultNamespace}' where none is named");
        var resolver = new TargetResolver(api, input.DefaultNamespace, time);
        var known = await resolver.ResolveAsync(Ordered(), cancellationToken);
        if (known.IsWrong)
        {
            return Failed(known.Problem);
        }

        // A kind that a CRD of this very manifest declares is resolved when that CRD is established.
        foreach (var step in known.Value)
        {
            if (step.Target is null && await RollOutAsync(NotYetAwaited(), cancellationToken) is { } notEstablished)
            {
                return notEstablished;
            }

            var target = step.Target is { } resolved ? resolved : await resolver.ResolveDeclaredAsync(step.Manifest, cancellationToken);
            if (target.IsWrong)
            {
                return Failed(target.Problem);
            }

            _doing = $"{Doing()} {target.Value}";
            var result = await ActAsync(target.Value, cancellationToken);
            if (result.IsWrong)
            {
                return Failed(result.Problem, new TargetFailure(target.Value, result.Problem));
            }

            _written.Add(result.Value);
            Tell($"{result.Value}: {Say(result.Value)}");
        }

        return await RollOutAsync(NotYetAwaited(), cancellationToken) is { } notRolledOut
            ? notRolledOut
            : new TaskOutcome.Completed(TaskOutput.Of(_written), Summary());
    }

    /// <summary>The outcome when the task's time was up in the middle of <see cref="RunAsync"/>.</summary>
    public async Task<TaskOutcome> SayTimedOutAsync(CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var watch in _watches.Where(w => w.Achieved is null))
        {
            try
            {
                missing.Add($"{watch.Target}: {await watch.SayMissingAsync(cancellationToken)}");
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                missing.Add($"{watch.Target}: not rolled out");
            }
        }

        var what = missing.Count > 0 ? string.Join("; ", missing) : _doing;
        return Failed($"not done within the timeout of {Minutes(input.Timeout)}: {what}.");
    }

    private IReadOnlyList<Manifest> Ordered() => input.Action is KubernetesAction.Delete ? ManifestOrder.ForDeleting(manifests) : ManifestOrder.ForWriting(manifests);

    private Task<Checked<WrittenObject>> ActAsync(TargetObject target, CancellationToken cancellationToken) => input.Action switch
    {
        KubernetesAction.Create => _writer.CreateAsync(target, input.ContinueOnConflict, cancellationToken),
        KubernetesAction.Apply => _writer.ApplyAsync(target, cancellationToken),
        KubernetesAction.Delete => new ObjectRemoval(api, time).RemoveAsync(target, cancellationToken),
        _ => ReadAsync(target, cancellationToken),
    };

    private async Task<Checked<WrittenObject>> ReadAsync(TargetObject target, CancellationToken cancellationToken) =>
        await api.GetAsync(target.Path, cancellationToken) switch
        {
            ApiAnswer.Ok ok => new WrittenObject(target, ok.Body, Change.Read),
            var answer when answer.IsRefused(404) => Checked<WrittenObject>.Wrong($"{target} does not exist."),
            var answer => Checked<WrittenObject>.Wrong($"{target}: {ApiProblem.Say(answer, api.Address)}"),
        };

    private List<WrittenObject> NotYetAwaited() =>
    [
        .. _written.Where(w => w.Change is Change.Created or Change.Configured or Change.Unchanged or Change.TakenUp
            && Rollout.IsAwaited(w.Manifest.Group, w.Manifest.Kind) && !_watches.Any(watch => watch.Target.Target == w.Target)),
    ];

    /// <summary>Waits for all of them at once; the first that fails ends the waiting. Null when all are rolled out.</summary>
    private async Task<TaskOutcome.Failed?> RollOutAsync(List<WrittenObject> workloads, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Dictionary<Task<RolloutVerdict>, RolloutWatch>();
        foreach (var workload in workloads)
        {
            var watch = new RolloutWatch(api, workload, _attempt, time, Tell, context.Log.WriteLine);
            _watches.Add(watch);
            waiting.Add(watch.WaitAsync(stop.Token), watch);
        }

        try
        {
            await foreach (var ended in Task.WhenEach(waiting.Keys))
            {
                var watch = waiting[ended];
                switch (await ended)
                {
                    case RolloutVerdict.Failed failed:
                        Refresh(watch);
                        return Failed($"{watch.Target}: {failed.Reason.TrimEnd('.')}.", new TargetFailure(watch.Target.Target, failed.Reason));
                    case RolloutVerdict.Complete complete:
                        Refresh(watch);
                        Tell($"{watch.Target}: {complete.Message}");
                        break;
                }
            }

            return null;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(waiting.Keys).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Puts the workload as it is after the rollout in the place of what the write had answered.</summary>
    private void Refresh(RolloutWatch watch)
    {
        if (watch.Latest is { } latest)
        {
            var index = _written.FindIndex(w => w.Target == watch.Target.Target);
            _written[index] = _written[index] with { Object = latest };
        }
    }

    private TaskOutcome.Failed Failed(string message, TargetFailure? failure = null)
    {
        var before = _written.Where(w => w.Change is not Change.Read and not Change.LeftAlone && w.Target != failure?.Target).ToList();
        var done = before.Count == 0 || input.Action is KubernetesAction.Get ? "" : $" Before that: {string.Join(", ", before.Select(w => $"{w.Manifest} {Say(w.Change)}"))}.";
        return new TaskOutcome.Failed(message + done, TaskOutput.Of(_written, failure));
    }

    private string Summary() => $"{string.Join("; ", _written.Select(w => $"{w.Manifest} {Say(w)}{Achieved(w)}"))}.";

    private string Achieved(WrittenObject written) =>
        _watches.Find(w => w.Target.Target == written.Target)?.Achieved is { } achieved ? $", {achieved}" : "";

    private static string Say(WrittenObject written) => written.Note is null ? Say(written.Change) : $"{Say(written.Change)} ({written.Note})";

    private static string Say(Change change) => change switch
    {
        Change.TakenUp => "taken up where this attempt had left it",
        Change.LeftAlone => "existed and was left as it is",
        _ => change.ToString().ToLowerInvariant(),
    };

    private void Tell(string progress)
    {
        context.Report(progress);
        context.Log.WriteLine(progress);
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private string Doing() => input.Action switch
    {
        KubernetesAction.Create => "creating",
        KubernetesAction.Apply => "applying",
        KubernetesAction.Delete => "deleting",
        _ => "reading",
    };

    private static string Minutes(TimeSpan timeout) => timeout.TotalMinutes == 1 ? "1 minute" : string.Create(CultureInfo.InvariantCulture, $"{timeout.TotalMinutes:0} minutes");
}
