using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Execution.Feed;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Storage.Cluster;
using Slipway.Storage.Postgres;
using Slipway.Storage.Tests.Compliance;
using Slipway.Storage.Tests.Postgres;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Storage.Tests.Cluster;

public sealed class LiveRelayTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> open = [];
    private string database = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await postgres.CreateDatabaseAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
        {
            await one.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_is_committed_on_one_node_is_told_to_those_who_listen_on_the_others_once_and_as_it_was_committed()
    {
        var here = await RelayAsync();
        var there = await RelayAsync();
        var heardHere = new ConcurrentQueue<ExecutionState>();
        var heardThere = new ConcurrentQueue<ExecutionState>();
        using var onHere = here.Executions.Subscribe(heardHere.Enqueue);
        using var onThere = there.Executions.Subscribe(heardThere.Enqueue);
        var execution = Samples.NewExecution(Guid.NewGuid(), 1);
        await here.Stores.Get<IExecutionStore>().CreateAsync(execution, Cancellation);

        using var deadline = Deadline();

        // Told until it is heard: the other one may not be listening yet.
        while (heardThere.IsEmpty)
        {
            here.Executions.Publish(execution);
            await Task.Delay(50, deadline.Token);
        }

        heardThere.ShouldAllBe(told => told.Id == execution.Id && told.Name == execution.Name);
        heardHere.ShouldAllBe(told => ReferenceEquals(told, execution), "a node must not be told by itself");
    }

    [Fact]
    public async Task A_webhook_that_is_changed_on_one_node_is_read_anew_on_the_others()
    {
        var here = await RelayAsync();
        var there = await RelayAsync();
        var changes = 0;
        there.Webhooks.ChangedHere += () => changes++;
        var webhook = WebhookStoreTests.Webhook();
        (await there.Webhooks.FindAsync(webhook.Id, Cancellation)).ShouldBeNull();
        await here.Stores.Get<IWebhookStore>().AddAsync(webhook, Cancellation);

        using var deadline = Deadline();

        // The clock stands still: what is in memory never grows too old by itself.
        while (await there.Webhooks.FindAsync(webhook.Id, Cancellation) is null)
        {
            here.Webhooks.Changed();
            await Task.Delay(50, deadline.Token);
        }

        changes.ShouldBe(0, "what was changed elsewhere is not told again");
    }

    [Fact]
    public void A_message_is_less_than_PostgreSQL_takes_and_says_all()
    {
        var news = Enumerable.Range(0, 1_000).Select(_ => new News(NewsKind.Execution, Guid.NewGuid())).Append(new News(NewsKind.Webhooks, Guid.Empty)).ToList();

        var messages = NewsMessage.Write(Guid.NewGuid(), news).ToList();

        messages.ShouldAllBe(message => message.Length < 8_000);
        messages.SelectMany(message => NewsMessage.Read(message, Guid.NewGuid())).ShouldBe(news);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("0123456789abcdef0123456789abcdefe0123")]
    [InlineData("0123456789abcdef0123456789abcdefezzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void What_cannot_be_read_says_nothing(string message) => NewsMessage.Read(message, Guid.NewGuid()).ShouldBeEmpty();

    private static CancellationTokenSource Deadline()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        return deadline;
    }

    private async Task<Relay> RelayAsync()
    {
        var stores = await OpenStores.OpenAsync(database, Cancellation);
        var relay = new Relay(stores, database);
        await relay.Service.StartAsync(Cancellation);
        open.Add(relay);
        return relay;
    }

    private sealed class Relay : IAsyncDisposable
    {
        public Relay(OpenStores stores, string database)
        {
            Stores = stores;
            Webhooks = new WebhookDirectory(stores.Get<IWebhookStore>(), new FakeTimeProvider());
            Service = new LiveRelay(
                PostgresAddress.Parse(database), Executions, Events, Webhooks, stores.Get<IExecutionQueries>(), stores.Get<IEventQueries>(), TimeProvider.System, NullLogger<LiveRelay>.Instance);
        }

        public OpenStores Stores { get; }

        public Feed<ExecutionState> Executions { get; } = new();

        public Feed<RegistryEvent> Events { get; } = new();

        public WebhookDirectory Webhooks { get; }

        public LiveRelay Service { get; }

        public async ValueTask DisposeAsync()
        {
            await Service.StopAsync(CancellationToken.None);
            Service.Dispose();
            Webhooks.Dispose();
            await Stores.DisposeAsync();
        }
    }
}
