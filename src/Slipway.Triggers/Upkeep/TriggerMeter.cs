using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Upkeep;

/// <summary>What monitoring is told of the triggers, under the name <c>Slipway</c>: how pushes end, and which webhooks will soon start nothing, or do so already.</summary>
public sealed class TriggerMeter : IDisposable
{
    /// <summary>Who has not been looked after here for so long is looked after by another node, which tells of it.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Meter meter;
    private readonly Counter<long> events;
    private readonly ConcurrentDictionary<Guid, (DockerWebhook Webhook, WebhookHealth Health, DateTimeOffset SeenAt)> webhooks = new();
    private readonly TimeProvider clock;

    /// <summary>Begins to tell.</summary>
    public TriggerMeter(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        meter = meters.Create("Slipway");
        events = meter.CreateCounter<long>("slipway.registry.events", "{event}", "Lines of the Docker triggers' activity, by what came of the push.");
        meter.CreateObservableGauge("slipway.webhook.token.remaining", TokensRemaining, "s", "How long the API token of a webhook still works; 0 when it does not.");
        meter.CreateObservableGauge("slipway.webhook.hook.in_step", () => webhooks.Values.Select(of => Measured(of.Health.HookProblem.Length == 0 ? 1 : 0, of.Webhook)), null, "1 when the registry's hook is as it should be, otherwise 0.");
        meter.CreateObservableGauge("slipway.webhook.hook.repairs", () => webhooks.Values.Select(of => Measured(of.Health.HookRepairs, of.Webhook)), "{repair}", "How often the registry's hook was made anew.");
    }

    /// <summary>A line was written.</summary>
    public void Count(RegistryEvent line) => events.Add(1, new KeyValuePair<string, object?>("outcome", line.Outcome.Wire()), new KeyValuePair<string, object?>("origin", line.Origin.ToString().ToUpperInvariant()));

    /// <summary>A webhook was looked after.</summary>
    public void Saw(DockerWebhook webhook, WebhookHealth health) => webhooks[webhook.Id] = (webhook, health, clock.GetUtcNow());

    /// <summary>There are no other webhooks than these any more. Those that other nodes look after are theirs to tell of.</summary>
    public void KeepOnly(IEnumerable<Guid> all)
    {
        var now = clock.GetUtcNow();
        foreach (var gone in webhooks.Where(known => now - known.Value.SeenAt > Lifetime).Select(known => known.Key).Union(webhooks.Keys.Except(all)))
        {
            webhooks.TryRemove(gone, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> TokensRemaining() => webhooks.Values
        .Where(of => of.Webhook.ApiToken is not null)
        .Select(of => Measured(of.Health.TokenExpiresAt is { } end ? Math.Max(0, (end - clock.GetUtcNow()).TotalSeconds) : 0d, of.Webhook));

    private static Measurement<T> Measured<T>(T value, DockerWebhook webhook)
        where T : struct =>
        new(value, new KeyValuePair<string, object?>("project", webhook.Project), new KeyValuePair<string, object?>("webhook", webhook.Name));
}
