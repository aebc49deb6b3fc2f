using System.Collections.Frozen;
using System.Runtime.ExceptionServices;

namespace Slipway.Triggers.Webhooks;

/// <summary>
/// Finds the webhook that a token belongs to, from memory: intake must not wait for a query.
/// Tokens are looked up by their hash, so the time of a look-up tells nothing about them; no two texts are known that have the same one.
/// </summary>
public sealed class WebhookDirectory(IWebhookStore store, TimeProvider clock) : IDisposable
{
    /// <summary>How long another process may take to notice a change made here, should it not be told.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile Snapshot? current;
    private Failure? failed;

    /// <summary>The webhook whose token this is, or null.</summary>
    public async ValueTask<DockerWebhook?> FindByTokenAsync(SecureToken token, CancellationToken cancellationToken) =>
        (await FreshAsync(cancellationToken)).ByToken.GetValueOrDefault(token.Fingerprint);

    /// <summary>The webhook of that id, or null.</summary>
    public async ValueTask<DockerWebhook?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await FreshAsync(cancellationToken)).ById.GetValueOrDefault(id);

    /// <summary>Raised when a webhook was changed in this process. Who listens returns at once.</summary>
    public event Action? ChangedHere;

    /// <summary>Forgets what is in memory: a webhook was changed in this process.</summary>
    public void Changed()
    {
        Forget();
        ChangedHere?.Invoke();
    }

    /// <summary>Forgets what is in memory: a webhook was changed, here or elsewhere.</summary>
    public void Forget() => current = null;

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    private async ValueTask<Snapshot> FreshAsync(CancellationToken cancellationToken)
    {
        if (current is { } snapshot && clock.GetElapsedTime(snapshot.LoadedAt) < MaxAge)
        {
            return snapshot;
        }

        var asked = clock.GetTimestamp();
        await loading.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited for a look that failed has had their answer: one after the other, they would wait for as many timeouts.
            if (failed is { } failure && failure.At >= asked)
            {
                failure.Cause.Throw();
            }

            if (current is { } loaded && clock.GetElapsedTime(loaded.LoadedAt) < MaxAge)
            {
                return loaded;
            }

            var asOf = clock.GetTimestamp();
            var webhooks = await ListAsync(cancellationToken);
            return current = new Snapshot(
                asOf,
                webhooks.ToFrozenDictionary(webhook => webhook.Token.Fingerprint),
                webhooks.ToFrozenDictionary(webhook => webhook.Id));
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task<IReadOnlyList<DockerWebhook>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.ListAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed = new Failure(clock.GetTimestamp(), ExceptionDispatchInfo.Capture(e));
            throw;
        }
    }

    private sealed record Failure(long At, ExceptionDispatchInfo Cause);

    private sealed record Snapshot(long LoadedAt, FrozenDictionary<string, DockerWebhook> ByToken, FrozenDictionary<Guid, DockerWebhook> ById);
}
