using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Kubernetes.Rollouts;

namespace Slipway.Tasks.Kubernetes.Writing;

/// <summary>
/// Deletes an object with all it owns and waits until it is gone. One that is not there is as good as deleted:
/// the same attempt may have done it before a crash.
/// </summary>
internal sealed class ObjectRemoval(ClusterApi api, TimeProvider time)
{
    public async Task<Checked<WrittenObject>> RemoveAsync(TargetObject target, CancellationToken cancellationToken)
    {
        var there = await api.GetAsync(target.Path, cancellationToken);
        if (there.IsRefused(404))
        {
            return new WrittenObject(target, [], Change.Deleted, "it was not there");
        }

        if (there is not ApiAnswer.Ok { Body: var before })
        {
            return Problem(target, there);
        }

        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["propagationPolicy"] = "Foreground" };
        var answer = await api.SendAsync(HttpMethod.Delete, target.Path, options, null, cancellationToken);
        if (answer is not ApiAnswer.Ok && !answer.IsRefused(404))
        {
            return Problem(target, answer);
        }

        return await GoneAsync(target, before.Text("metadata", "uid"), cancellationToken) is { } problem
            ? Problem(target, problem)
            : new WrittenObject(target, before, Change.Deleted);
    }

    private async Task<ApiAnswer?> GoneAsync(TargetObject target, string? uid, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var live = new LiveObjects(
            api, target.Resource.CollectionPath(target.Namespace), $"fieldSelector={Uri.EscapeDataString($"metadata.name={target.Manifest.Name}")}", time,
            () => changes.Writer.TryWrite(true));
        var following = live.FollowAsync(stop.Token);
        try
        {
            while (live.Now is not { } now || now.Any(o => o.Text("metadata", "uid") == uid && o.Text("metadata", "name") == target.Manifest.Name))
            {
                var woken = await Task.WhenAny(changes.Reader.WaitToReadAsync(cancellationToken).AsTask(), following);
                cancellationToken.ThrowIfCancellationRequested();
                if (woken == following)
                {
                    return await following;
                }

                changes.Reader.TryRead(out _);
            }

            return null;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(following).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private Checked<WrittenObject> Problem(TargetObject target, ApiAnswer answer) =>
        Checked<WrittenObject>.Wrong($"{target}: {ApiProblem.Say(answer, api.Address)}");
}
