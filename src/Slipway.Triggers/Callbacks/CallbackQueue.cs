using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Registries.Callbacks;

namespace Slipway.Triggers.Callbacks;

/// <summary>Calls back what a registry asked to be told, beside everything else: whatever comes of it, no trigger waits for it or fails by it.</summary>
public sealed partial class CallbackQueue(CallbackSender sender, ILogger<CallbackQueue> logger) : BackgroundService
{
    private const int MostWaiting = 1_000;
    private const int CalledAtOnce = 2;

    private readonly Channel<Callback> waiting = Channel.CreateBounded<Callback>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Has it called soon. Returns at once; of too many the oldest are forgotten.</summary>
    public void Add(Callback callback) => waiting.Writer.TryWrite(callback);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Parallel.ForEachAsync(waiting.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = CalledAtOnce, CancellationToken = stoppingToken }, CallAsync);

    private async ValueTask CallAsync(Callback callback, CancellationToken cancellationToken)
    {
        try
        {
            if (await sender.SendAsync(callback.Url, callback.Message, cancellationToken) is { } problem)
            {
                LogNotTold(callback.Webhook, problem);
            }
            else
            {
                LogTold(callback.Webhook, callback.Url.Host, callback.Message.State);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(callback.Webhook, e);
        }
    }

    [LoggerMessage(3050, LogLevel.Information, "Webhook {Webhook}: {Host} was called back with '{State}'.")]
    private partial void LogTold(string webhook, string host, string state);

    [LoggerMessage(3051, LogLevel.Warning, "Webhook {Webhook}: the registry was not called back. {Problem}")]
    private partial void LogNotTold(string webhook, string problem);

    [LoggerMessage(3052, LogLevel.Warning, "Webhook {Webhook}: the registry was not called back.")]
    private partial void LogFailed(string webhook, Exception exception);
}
