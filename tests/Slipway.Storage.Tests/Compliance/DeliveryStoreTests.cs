using Shouldly;
using Slipway.Execution;
using Slipway.Projects.Listing;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Xunit;
using static Slipway.Storage.Tests.Compliance.Samples;

namespace Slipway.Storage.Tests.Compliance;

public sealed class DeliveryStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Undecided_deliveries_come_back_byte_for_byte_in_the_order_they_came(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IDeliveryStore>();
        var webhook = Guid.NewGuid();
        var deliveries = Enumerable.Range(0, 10).Select(_ => Delivery(webhook)).ToList();
        await Task.WhenAll(deliveries.Select(delivery => store.AppendAsync(delivery, Cancellation)));
        await store.AppendAsync(deliveries[0], Cancellation);

        var undecided = await store.UndecidedAsync(webhook, 4, Cancellation);

        undecided.Select(delivery => delivery.Id).ShouldBe(deliveries.Take(4).Select(delivery => delivery.Id));
        undecided[0].Body.ToArray().ShouldBe(deliveries[0].Body.ToArray());
        undecided[0].Headers.All.ShouldBe(deliveries[0].Headers.All);
        (undecided[0] with { Body = deliveries[0].Body, Headers = deliveries[0].Headers }).ShouldBe(deliveries[0]);
        (await store.WebhooksWithUndecidedAsync(Cancellation)).ShouldBe([webhook]);
    }

    [Theory, EveryDatabase]
    public async Task Deciding_twice_changes_nothing(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IDeliveryStore>();
        var delivery = Delivery(Guid.NewGuid());
        var started = Event(delivery) with { Outcome = EventOutcome.Started, Execution = new ExecutionId(Guid.NewGuid()), ExecutionIndex = 3, Image = "acme/web", Tag = "1.0.0", Owner = "acme" };
        await store.AppendAsync(delivery, Cancellation);

        await store.DecideAsync([delivery.Id], [started], Cancellation);
        await store.DecideAsync([delivery.Id], [started with { Message = "again" }], Cancellation);

        (await store.UndecidedAsync(delivery.Webhook, 10, Cancellation)).ShouldBeEmpty();
        (await stores.Get<IEventQueries>().FindAsync(started.Id, Cancellation)).ShouldBe(started);
        (await stores.Get<IEventQueries>().ListAsync(new ListQuery(), new HashSet<string> { "acme" }, Cancellation)).TotalCount.ShouldBe(1);
    }

    [Theory, EveryDatabase]
    public async Task Events_are_listed_newest_first_of_one_project_or_all(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        foreach (var (project, message) in ((string, string)[])[("acme", "1"), ("other", "2"), ("acme", "3")])
        {
            var delivery = Delivery(Guid.NewGuid());
            await stores.Get<IDeliveryStore>().AppendDecidedAsync(delivery, [Event(delivery, message) with { Project = project }], Cancellation);
        }

        var events = stores.Get<IEventQueries>();
        (await events.ListAsync(new ListQuery(), new HashSet<string> { "acme" }, Cancellation)).Items.Select(line => line.Message).ShouldBe(["3", "1"]);
        (await events.ListAsync(new ListQuery { Skip = 1, Take = 1 }, null, Cancellation)).Items.ShouldHaveSingleItem().Message.ShouldBe("2");
        (await stores.Get<IDeliveryStore>().WebhooksWithUndecidedAsync(Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Product.Sqlite, "a tag 'x\0y'", 0)]
    [InlineData(Product.Postgres, "a tag 'x\0y'", 1)]
    [InlineData(Product.Postgres, "half of a pair: <half>", 1)]
    public async Task A_payload_cannot_keep_its_event_from_being_stored(Product product, string message, int replaced)
    {
        // No attribute can hold it.
        message = message.Replace("<half>", "\ud83d", StringComparison.Ordinal);
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var delivery = Delivery(Guid.NewGuid());

        await stores.Get<IDeliveryStore>().AppendDecidedAsync(delivery, [Event(delivery, message)], Cancellation);

        var stored = (await stores.Get<IEventQueries>().ListAsync(new ListQuery(), null, Cancellation)).Items.ShouldHaveSingleItem().Message;
        stored.Length.ShouldBe(message.Length);
        stored.Count(letter => letter == '\uFFFD').ShouldBe(replaced);
    }
}
