using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Slipway.Storage.Journal;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Storage.Stores;

/// <summary>Deliveries and their events: read by queries, written through the journal.</summary>
internal sealed class DeliveryStore(IDbContextFactory<SlipwayDb> contexts, GroupCommitWriter journal) : IDeliveryStore
{
    private const string InsertDelivery = """
        insert into deliveries (id, webhook_id, received_at, source, body, is_decided)
        values (@0, @1, @2, @3, @4, @5)
        on conflict do nothing
        """;

    private const string InsertEvent = """
        insert into registry_events (id, delivery_id, webhook_id, webhook_name, project, pipeline, received_at, outcome, message,
            image, tag, owner, execution_id, execution_index)
        values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13)
        on conflict do nothing
        """;

    private const string MarkDecided = "update deliveries set is_decided = @0 where id = @1";

    public Task AppendAsync(Delivery delivery, CancellationToken cancellationToken) =>
        journal.WriteAsync(session => InsertAsync(session, delivery, isDecided: false), cancellationToken);

    public Task AppendDecidedAsync(Delivery delivery, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken) =>
        journal.WriteAsync(
            session => Task.WhenAll([InsertAsync(session, delivery, isDecided: true), .. InsertAsync(session, events)]),
            cancellationToken);

    public Task DecideAsync(Guid delivery, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken) =>
        journal.WriteAsync(
            session => Task.WhenAll([.. InsertAsync(session, events), session.ExecuteAsync(MarkDecided, true, delivery)]),
            cancellationToken);

    public async Task<IReadOnlyList<Delivery>> UndecidedAsync(Guid webhook, int limit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries
            .Where(delivery => delivery.WebhookId == webhook && !delivery.IsDecided)
            .OrderBy(delivery => delivery.Sequence)
            .Take(limit)
            .Select(delivery => new Delivery(delivery.Id, delivery.WebhookId, delivery.ReceivedAt, delivery.Source, delivery.Body))
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> WebhooksWithUndecidedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries.Where(delivery => !delivery.IsDecided).Select(delivery => delivery.WebhookId).Distinct().ToListAsync(cancellationToken);
    }

    private static Task<int> InsertAsync(JournalSession session, Delivery delivery, bool isDecided) => session.ExecuteAsync(
        InsertDelivery, delivery.Id, delivery.Webhook, Microseconds.From(delivery.ReceivedAt), delivery.Source, Whole(delivery.Body), isDecided);

    // A body that is an array of its own is not copied: large ones go to the heap that is hardly ever tidied.
    private static byte[] Whole(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part.Array is { } array && array.Length == body.Length ? array : body.ToArray();

    private static IEnumerable<Task<int>> InsertAsync(JournalSession session, IReadOnlyList<RegistryEvent> events) => events.Select(line => session.ExecuteAsync(
        InsertEvent,
        line.Id, line.Delivery, line.Webhook, line.WebhookName, line.Project, line.Pipeline,
        Microseconds.From(line.ReceivedAt), line.Outcome.Wire(), line.Message, line.Image, line.Tag, line.Owner,
        line.Execution?.Value, line.ExecutionIndex));
}
