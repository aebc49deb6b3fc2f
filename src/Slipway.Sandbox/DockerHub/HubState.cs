using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Slipway.Sandbox.DockerHub;

/// <summary>Everything that this Hub knows, and what a push does to it.</summary>
internal sealed class HubState(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, HubRepository> repositories = new(StringComparer.Ordinal);
    private readonly HookCaller caller = new();
    private long lastId;

    public TimeProvider Time => time;

    public HubAccounts Accounts { get; } = new(time);

    public HubRepository? Find(string path) => repositories.GetValueOrDefault(path);

    /// <summary>Adds the repository, or keeps the one that is there. False when the path is not <c>namespace/name</c>.</summary>
    public bool TryAddRepository(string path, bool isPrivate)
    {
        if (path.Split('/') is not [{ Length: > 0 } @namespace, { Length: > 0 } name])
        {
            return false;
        }

        repositories.TryAdd(path, new HubRepository(@namespace, name, isPrivate, time.GetUtcNow()));
        return true;
    }

    public long NextId() => Interlocked.Increment(ref lastId);

    /// <summary>Points the tag at a fresh digest and tells every hook; null when there is no such repository.</summary>
    public async Task<PushResult?> PushAsync(string image, CancellationToken cancellationToken)
    {
        var colon = image.LastIndexOf(':');
        var path = colon < 0 ? image : image[..colon];
        if (Find(path) is not { } repository || colon == image.Length - 1)
        {
            return null;
        }

        var name = colon < 0 ? "latest" : image[(colon + 1)..];
        var tag = new HubTag(NextId(), name, FreshDigest(), FreshDigest(), FreshDigest(), repository.Namespace, time.GetUtcNow());
        repository.Point(tag);
        var push = new PushResult($"{path}:{name}", tag.Digest, PushPayload.Of(repository, tag), []);
        return await DeliverAsync(push, cancellationToken);
    }

    /// <summary>Sends the bytes of a push to every hook that the repository has now.</summary>
    public async Task<PushResult> DeliverAsync(PushResult push, CancellationToken cancellationToken)
    {
        var repository = Find(push.Image[..push.Image.LastIndexOf(':')])!;
        var answers = await Task.WhenAll(repository.Hooks.Select(async hook =>
        {
            var at = time.GetUtcNow();
            var answer = await caller.CallAsync(hook, push.Payload, cancellationToken);
            repository.Record(hook.Slug, new HubDelivery(NextId(), at, push.Image, answer));
            return answer;
        }));
        return push with { Answers = [.. answers] };
    }

    public void Dispose() => caller.Dispose();

    private static string FreshDigest() => $"sha256:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";
}
