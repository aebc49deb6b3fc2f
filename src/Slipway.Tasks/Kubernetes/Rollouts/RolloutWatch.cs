using System.Text.Json.Nodes;
using System.Threading.Channels;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Kubernetes.Writing;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>Watches one workload with its ReplicaSets and pods, and asks <see cref="Rollout.Judge"/> at every change until there is a verdict.</summary>
internal sealed class RolloutWatch
{
    private readonly ClusterApi _api;
    private readonly WrittenObject _target;
    private readonly string _attempt;
    private readonly TimeProvider _time;
    private readonly Action<string> _report;
    private readonly Action<string> _log;
    private readonly HashSet<(PodPlace Place, string Reason)> _told = [];
    private readonly RolloutEvents _events;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly LiveObjects _workload;
    private readonly LiveObjects? _replicaSets;
    private readonly LiveObjects? _pods;
    private readonly Dictionary<PodPlace, string> _pullCauses = [];
    private RolloutScene? _scene;
    private string _progress = "";

    public RolloutWatch(ClusterApi api, WrittenObject target, string attempt, TimeProvider time, Action<string> report, Action<string> log)
    {
        (_api, _target, _attempt, _time, _report, _log) = (api, target, attempt, time, report, log);
        _events = new RolloutEvents(api, target.Namespace);
        _workload = Live(target.Resource.CollectionPath(target.Namespace), $"fieldSelector={Uri.EscapeDataString($"metadata.name={target.Manifest.Name}")}");
        if (target.Namespace is { } space && LabelSelector.Query(target.Object) is { } selector)
        {
            _pods = Live($"api/v1/namespaces/{space}/pods", selector);
            _replicaSets = target.Resource.Kind == "Deployment" ? Live($"apis/apps/v1/namespaces/{space}/replicasets", selector) : null;
        }

        LiveObjects Live(string collection, string query) => new(api, collection, query, time, () => _changes.Writer.TryWrite(true));
    }

    /// <summary>The workload this is about, for messages.</summary>
    public WrittenObject Target => _target;

    /// <summary>What is there now that it is rolled out; null until it is.</summary>
    public string? Achieved { get; private set; }

    /// <summary>The workload as last seen.</summary>
    public JsonObject? Latest => _scene?.Workload;

    /// <summary>Never <see cref="RolloutVerdict.Progressing"/>.</summary>
    public async Task<RolloutVerdict> WaitAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workload = _workload.FollowAsync(stop.Token);
        List<Task> following = [workload];
        following.AddRange(new[] { _replicaSets, _pods }.OfType<LiveObjects>().Select(l => (Task)l.FollowAsync(stop.Token)));
        try
        {
            var verdict = await DecideAsync(workload, stop.Token);
            Achieved = (verdict as RolloutVerdict.Complete)?.Message;
            return verdict;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(following).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>What was still missing when time was up.</summary>
    public async Task<string> SayMissingAsync(CancellationToken cancellationToken)
    {
        if (_workload.Blind is { } blind)
        {
            return $"the cluster was out of sight: {blind}";
        }

        if (_scene is null)
        {
            return "the cluster did not show it";
        }

        var trouble = PodTrouble.Worst(Rollout.NewPods(_scene)) is { } worst ? (await ExplainAsync(worst, cancellationToken)).Message : null;
        trouble ??= await _events.LastWarningAsync(_scene.Workload.Text("metadata", "uid"), cancellationToken);
        return trouble is null ? _progress : $"{_progress}; {trouble}";
    }

    private async Task<RolloutVerdict> DecideAsync(Task<ApiAnswer> workload, CancellationToken cancellationToken)
    {
        RolloutVerdict.Failed? doubted = null;
        var never = new TaskCompletionSource().Task;
        var doubtEnds = never;
        while (true)
        {
            var verdict = Look();
            if (verdict is RolloutVerdict.Failed failed)
            {
                if (failed.Grace == default || (doubted is not null && doubtEnds.IsCompleted))
                {
                    return failed.Trouble is { } trouble
                        ? failed with { Reason = failed.Reason.Replace(trouble.Message, (await ExplainAsync(trouble, cancellationToken)).Message, StringComparison.Ordinal) }
                        : failed;
                }

                if (doubted is null)
                {
                    doubtEnds = Task.Delay(failed.Grace, _time, cancellationToken);
                }

                doubted = failed;
                Report(failed.Reason);
            }
            else if (verdict is RolloutVerdict.Complete)
            {
                return verdict;
            }
            else
            {
                doubted = null;
                doubtEnds = never;
                Report(((RolloutVerdict.Progressing)verdict).Message);
            }

            var woken = await Task.WhenAny(_changes.Reader.WaitToReadAsync(cancellationToken).AsTask(), workload, doubtEnds);
            cancellationToken.ThrowIfCancellationRequested();
            if (woken == workload)
            {
                return new RolloutVerdict.Failed(ApiProblem.Say(await workload, _api.Address));
            }

            _changes.Reader.TryRead(out _);
        }
    }

    private RolloutVerdict Look()
    {
        if (_workload.Blind is { } blind)
        {
            return new RolloutVerdict.Progressing($"the cluster is out of sight, still trying: {blind}");
        }

        if (_workload.Now is not { } seen)
        {
            return new RolloutVerdict.Progressing("");
        }

        if (seen.FirstOrDefault(o => o.Text("metadata", "name") == _target.Manifest.Name) is not { } workload
            || workload.Text("metadata", "uid") != _target.Object.Text("metadata", "uid"))
        {
            return new RolloutVerdict.Failed("someone deleted it while it was rolled out");
        }

        if (AttemptMark.Read(workload) is { } other && other != _attempt)
        {
            return new RolloutVerdict.Failed($"'{other}' changed it before this was rolled out: it was superseded");
        }

        if ((workload.Whole("metadata", "generation") ?? 0) < (_target.Object.Whole("metadata", "generation") ?? 0))
        {
            return new RolloutVerdict.Progressing("the cluster shows an older state");
        }

        // Items of a live list say neither kind nor apiVersion.
        workload = Typed(workload);
        _scene = new RolloutScene(workload, _replicaSets?.Now ?? [], _pods?.Now ?? []);
        foreach (var trouble in Rollout.NewPods(_scene).SelectMany(PodTrouble.Of))
        {
            if (trouble.Reason == "ErrImagePull" && PullCause.Tells(trouble.Cause))
            {
                _pullCauses[trouble.Place] = trouble.Cause;
            }

            if (_told.Add((trouble.Place, trouble.Reason)))
            {
                _log($"\u001b[33m{_target}: {trouble.Message}\u001b[0m");
            }
        }

        return Rollout.Judge(_scene);
    }

    private JsonObject Typed(JsonObject workload)
    {
        if (workload.Text("kind") is null)
        {
            workload.Insert(0, "kind", _target.Resource.Kind);
            workload.Insert(0, "apiVersion", _target.Resource.ApiVersion);
        }

        return workload;
    }

    private async Task<PodTrouble> ExplainAsync(PodTrouble trouble, CancellationToken cancellationToken)
    {
        if (!trouble.IsPull || PullCause.Tells(trouble.Cause))
        {
            return trouble;
        }

        var cause = _pullCauses.GetValueOrDefault(trouble.Place) ?? await _events.PullCauseAsync(trouble.Place.Pod, cancellationToken);
        return cause is null ? trouble : trouble with { Cause = cause };
    }

    private void Report(string progress)
    {
        if (progress.Length > 0 && _progress != progress)
        {
            _progress = progress;
            _report($"{_target}: {progress}");
        }
    }

}
