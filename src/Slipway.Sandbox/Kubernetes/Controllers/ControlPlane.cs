using System.Collections.Concurrent;
using System.Threading.Channels;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>
/// Runs the controllers: follows the store, tells each controller which objects to look at again, and wakes them when they asked to be.
/// One loop, so no two controllers write at the same time.
/// </summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private readonly ObjectStore store;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<IController> controllers;
    private readonly Channel<Change> changes;
    private readonly Channel<Work> woken = Channel.CreateUnbounded<Work>();
    private readonly ConcurrentDictionary<Work, ITimer> timers = [];
    private readonly ConcurrentQueue<Exception> failures = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private TaskCompletionSource? pause;
    private Task running = Task.CompletedTask;

    private ControlPlane(ObjectStore store, TimeProvider time, IReadOnlyList<IController> controllers)
    {
        (this.store, this.time, this.controllers) = (store, time, controllers);
        changes = store.Follow();
    }

    public static ControlPlane Start(ObjectStore store, KindDirectory kinds, ObjectWriter writer, ObjectRemover remover, KubernetesSandboxOptions options)
    {
        var cluster = new ClusterAccess(store, kinds, writer, remover, options.Time);
        var plane = new ControlPlane(store, options.Time,
        [
            new GarbageCollector(cluster),
            new NamespaceController(cluster, options),
            new DeploymentController(cluster),
            new ReplicaSetController(cluster),
            new StatefulSetController(cluster),
            new DaemonSetController(cluster),
            new JobController(cluster),
            new Kubelet(cluster, options),
        ]);
        plane.running = Task.Run(plane.RunAsync);
        return plane;
    }

    public void Pause()
    {
        lock (gate)
        {
            pause ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Resume()
    {
        lock (gate)
        {
            pause?.SetResult();
            pause = null;
        }
    }

    public void ThrowIfFailed()
    {
        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        store.Unfollow(changes);
        foreach (var timer in timers.Values)
        {
            await timer.DisposeAsync();
        }

        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var due = new OrderedDictionary<Work, bool>();
        try
        {
            while (true)
            {
                await PausedAsync();
                Collect(due);
                if (due.Count == 0)
                {
                    using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
                    await await Task.WhenAny(
                        changes.Reader.WaitToReadAsync(waiting.Token).AsTask(), woken.Reader.WaitToReadAsync(waiting.Token).AsTask());
                    await waiting.CancelAsync();
                    continue;
                }

                var work = due.GetAt(0).Key;
                due.RemoveAt(0);
                Reconcile(work);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops.
        }
    }

    private void Reconcile(Work work)
    {
        try
        {
            if (work.Controller.Reconcile(work.Key) is { } again)
            {
                Wake(work, again);
            }
        }
        catch (Exception problem)
        {
            // One object must not stop the others; whoever disposes the sandbox learns of it.
            failures.Enqueue(new InvalidOperationException($"{work.Controller.GetType().Name} failed at {work.Key}", problem));
        }
    }

    private Task PausedAsync()
    {
        lock (gate)
        {
            stopping.Token.ThrowIfCancellationRequested();
            return pause?.Task.WaitAsync(stopping.Token) ?? Task.CompletedTask;
        }
    }

    private void Collect(OrderedDictionary<Work, bool> due)
    {
        while (changes.Reader.TryRead(out var change))
        {
            foreach (var controller in controllers)
            {
                foreach (var key in controller.Concerns(change))
                {
                    due.TryAdd(new Work(controller, key), true);
                }
            }
        }

        while (woken.Reader.TryRead(out var work))
        {
            due.TryAdd(work, true);
        }
    }

    private void Wake(Work work, TimeSpan after)
    {
        var timer = time.CreateTimer(_ => woken.Writer.TryWrite(work), null, after, Timeout.InfiniteTimeSpan);
        timers.AddOrUpdate(work, timer, (_, old) =>
        {
            old.Dispose();
            return timer;
        });
    }

    private readonly record struct Work(IController Controller, ObjectKey Key);
}
