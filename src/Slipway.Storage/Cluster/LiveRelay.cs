using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Slipway.Execution;
using Slipway.Execution.Feed;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Storage.Postgres;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Storage.Cluster;

/// <summary>
/// Lets the pages of one node show what happens on the others. Ten times a second a node names what has changed, by PostgreSQL's NOTIFY, outside of the
/// transactions that changed it: those must not wait for each other. The others read what they are told of, if anybody looks.
/// </summary>
internal sealed partial class LiveRelay(
    PostgresAddress address,
    Feed<ExecutionState> executions,
    Feed<RegistryEvent> events,
    WebhookDirectory webhooks,
    IExecutionQueries executionQueries,
    IEventQueries eventQueries,
    TimeProvider clock,
    ILogger<LiveRelay> logger) : BackgroundService
{
    private const string Channel = "slipway_live";

    // Far more than anybody can look at; beyond that pages show what they are told of later.
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Guid self = Guid.NewGuid();
    private readonly Basket outgoing = new(MostWaiting);
    private readonly Basket incoming = new(MostWaiting);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ofExecutions = executions.Relay(execution => outgoing.Add(new(NewsKind.Execution, execution.Id.Value)));
        using var ofEvents = events.Relay(line => outgoing.Add(new(NewsKind.Event, line.Id)));
        void OfWebhooks() => outgoing.Add(new(NewsKind.Webhooks, Guid.Empty));
        webhooks.ChangedHere += OfWebhooks;
        try
        {
            await Task.WhenAll(TellAsync(stoppingToken), ListenAsync(stoppingToken), PassOnAsync(stoppingToken));
        }
        finally
        {
            webhooks.ChangedHere -= OfWebhooks;
        }
    }

    private Task TellAsync(CancellationToken cancellationToken) => KeepOnAsync(
        async connection =>
        {
            while (true)
            {
                await outgoing.WaitAsync(cancellationToken);
                foreach (var message in NewsMessage.Write(self, outgoing.Take()))
                {
                    await using var tell = ClusterDatabase.Command(connection, $"select pg_notify('{Channel}', $1)", message);
                    await tell.ExecuteNonQueryAsync(cancellationToken);
                }

                await Task.Delay(Pause, clock, cancellationToken);
            }
        },
        cancellationToken);

    private Task ListenAsync(CancellationToken cancellationToken) => KeepOnAsync(
        async connection =>
        {
            connection.Notification += (_, told) => NewsMessage.Read(told.Payload, self).ForEach(incoming.Add);
            await using var listen = ClusterDatabase.Command(connection, $"listen {Channel}");
            await listen.ExecuteNonQueryAsync(cancellationToken);

            // Whatever was told until now was not heard.
            webhooks.Forget();
            while (true)
            {
                await connection.WaitAsync(cancellationToken);
            }
        },
        cancellationToken);

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await incoming.WaitAsync(cancellationToken);
            foreach (var news in incoming.Take())
            {
                try
                {
                    await PassOnAsync(news, cancellationToken);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    LogNotShown(e.Message);
                }
            }
        }
    }

    private async Task PassOnAsync(News news, CancellationToken cancellationToken)
    {
        switch (news.Kind)
        {
            case NewsKind.Webhooks:
                webhooks.Forget();
                break;
            case NewsKind.Execution when executions.IsHeard && await executionQueries.FindAsync(new ExecutionId(news.Id), cancellationToken) is { } execution:
                executions.PassOn(execution);
                break;
            case NewsKind.Event when events.IsHeard && await eventQueries.FindAsync(news.Id, cancellationToken) is { } line:
                events.PassOn(line);
                break;
        }
    }

    private async Task KeepOnAsync(Func<NpgsqlConnection, Task> talk, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(address.ForJournal().ConnectionString);
                await connection.OpenAsync(cancellationToken);
                await talk(connection);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogLost(e.Message);
                await Task.Delay(Retry, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(4012, LogLevel.Debug, "The nodes do not hear of each other: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(4013, LogLevel.Debug, "What has changed on another node is not shown: {Reason}")]
    private partial void LogNotShown(string reason);

    /// <summary>What waits to be told or shown; each thing once, for it is read anew anyway.</summary>
    private sealed class Basket(int most)
    {
        private readonly ConcurrentDictionary<News, bool> waiting = new();
        private readonly Channel<bool> filled = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public void Add(News news)
        {
            if (waiting.Count < most)
            {
                waiting.TryAdd(news, true);
                filled.Writer.TryWrite(true);
            }
        }

        public async Task WaitAsync(CancellationToken cancellationToken) => await filled.Reader.ReadAsync(cancellationToken);

        public List<News> Take() => [.. waiting.Keys.Where(news => waiting.TryRemove(news, out _))];
    }
}
