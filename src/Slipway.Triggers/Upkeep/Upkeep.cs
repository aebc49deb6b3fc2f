using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Slipway.Execution.Recovery;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Upkeep;

/// <summary>Has webhooks looked after, when the host has started and then at intervals: hooks are held against the address at which it listens.</summary>
public sealed partial class Upkeep(
    IWebhookStore webhooks, TriggerMeter meter, IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock, ILogger<Upkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await host.HasStartedAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var all = await webhooks.ListAsync(stoppingToken);
                meter.KeepOnly(all.Select(webhook => webhook.Id));
                foreach (var webhook in all)
                {
                    await grains.GetGrain<IWebhookUpkeepGrain>(webhook.Id).LookAfter();
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3040, LogLevel.Warning, "Webhooks could not all be looked after; the next look tries again.")]
    private partial void LogFailed(Exception exception);
}
