using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Slipway.Registries.Dialects;
using Slipway.Storage.Journal;
using Slipway.Storage.Rows;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Storage.Stores;

/// <summary>Deliveries and their events: read by queries, written through the journal.</summary>
internal sealed class DeliveryStore(IDbContextFactory<SlipwayDb> contexts, GroupCommitWriter journal) : IDeliveryStore
{
    private const int ForgottenAtOnce = 1000;
    private const int FarthestOutOfOrder = 100;

    private const string InsertDelivery = """
        insert into deliveries (id, webhook_id, received_at, source, body, is_decided, headers, origin, replay_of)
        values (@0, @1, @2, @3, @4, @5, @6, @7, @8)
        on conflict do nothing
        """;

    private const string InsertEvent = """
        insert into registry_events (id, delivery_id, webhook_id, webhook_name, project, pipeline, received_at, outcome, message,
            image, tag, owner, execution_id, execution_index, digest, pushed_at, push_key, origin, first_id)
        values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18)
        on conflict do nothing
        """;

    private const string MarkDecided = "update deliveries set is_decided = @0 where id = @1";

    private const string MarkSuperseded = "update registry_events set outcome = @0, message = @1 where id = @2";

    private static readonly string[] ActedOn = [EventOutcome.Started.Wire(), EventOutcome.Superseded.Wire()];

    public Task AppendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var values = Values(delivery, isDecided: false);
        return journal.WriteAsync(session => session.ExecuteAsync(InsertDelivery, values), cancellationToken);
    }

    public Task AppendDecidedAsync(Delivery delivery, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken)
    {
        var values = Values(delivery, isDecided: true);
        return journal.WriteAsync(session => Task.WhenAll([session.ExecuteAsync(InsertDelivery, values), .. InsertAsync(session, events)]), cancellationToken);
    }

    public Task DecideAsync(IReadOnlyList<Guid> deliveries, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken) =>
        journal.WriteAsync(
            session => Task.WhenAll([.. InsertAsync(session, events), .. deliveries.Select(delivery => session.ExecuteAsync(MarkDecided, true, delivery))]),
            cancellationToken);

    public Task NoteAsync(RegistryEvent line, CancellationToken cancellationToken) =>
        journal.WriteAsync(session => Task.WhenAll(InsertAsync(session, [line])), cancellationToken);

    public Task SupersedeAsync(Guid line, string message, CancellationToken cancellationToken) =>
        journal.WriteAsync(session => session.ExecuteAsync(MarkSuperseded, EventOutcome.Superseded.Wire(), message, line), cancellationToken);

    public async Task<IReadOnlyList<Delivery>> UndecidedAsync(Guid webhook, int limit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Deliveries.AsNoTracking()
            .Where(delivery => delivery.WebhookId == webhook && !delivery.IsDecided)
            .OrderBy(delivery => delivery.Sequence)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(ToDelivery)];
    }

    public async Task<IReadOnlyList<Guid>> WebhooksWithUndecidedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries.Where(delivery => !delivery.IsDecided).Select(delivery => delivery.WebhookId).Distinct().ToListAsync(cancellationToken);
    }

    public async Task<Delivery?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(delivery => delivery.Id == id, cancellationToken) is { } row ? ToDelivery(row) : null;
    }

    public async Task<IReadOnlyList<RegistryEvent>> ActedOnAsync(Guid webhook, IReadOnlyCollection<string> pushKeys, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.RegistryEvents.AsNoTracking()
            .Where(line => line.WebhookId == webhook && pushKeys.Contains(line.PushKey) && ActedOn.Contains(line.Outcome))
            .OrderBy(line => line.Sequence)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(EventQueries.ToEvent)];
    }

    public async Task<IReadOnlyList<RegistryEvent>> NewestActedOnAsync(Guid webhook, IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = new List<RegistryEvent>();
        foreach (var tag in tags)
        {
            var rows = await db.RegistryEvents.AsNoTracking()
                .Where(line => line.WebhookId == webhook && line.Tag == tag && ActedOn.Contains(line.Outcome))
                .OrderByDescending(line => line.Sequence)
                .Take(FarthestOutOfOrder)
                .ToListAsync(cancellationToken);

            // By the registry's own time where it tells one: deliveries may come in any order.
            newest.AddRange(rows.OrderByDescending(line => line.PushedAt ?? line.ReceivedAt).ThenByDescending(line => line.Sequence).Take(1).Select(EventQueries.ToEvent));
        }

        return newest;
    }

    public async Task<IReadOnlyList<RegistryEvent>> OfTagAsync(Guid webhook, string tag, int limit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.RegistryEvents.AsNoTracking()
            .Where(line => line.WebhookId == webhook && line.Tag == tag)
            .OrderByDescending(line => line.Sequence)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(EventQueries.ToEvent)];
    }

    public async Task<int> ForgetAsync(DateTimeOffset before, int keepAtMost, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var beyond = await db.RegistryEvents.OrderByDescending(line => line.Sequence).Skip(keepAtMost).Select(line => (long?)line.Sequence).FirstOrDefaultAsync(cancellationToken) ?? 0;
        var gone = await db.RegistryEvents.Where(line => line.Sequence <= beyond || line.ReceivedAt < before).OrderBy(line => line.Sequence).Take(ForgottenAtOnce)
            .Select(line => new { line.Sequence, line.DeliveryId }).ToListAsync(cancellationToken);
        var sequences = gone.Select(line => line.Sequence).ToList();
        var ids = gone.Select(line => line.DeliveryId).Distinct().ToList();
        await db.RegistryEvents.Where(line => sequences.Contains(line.Sequence)).ExecuteDeleteAsync(cancellationToken);
        await db.Deliveries.Where(delivery => ids.Contains(delivery.Id) && delivery.IsDecided && !db.RegistryEvents.Any(line => line.DeliveryId == delivery.Id)).ExecuteDeleteAsync(cancellationToken);
        return gone.Count;
    }

    // Made by whoever brings the delivery: all wait for the one that writes.
    private static object?[] Values(Delivery delivery, bool isDecided) =>
    [
        delivery.Id, delivery.Webhook, Microseconds.From(delivery.ReceivedAt), delivery.Source, Whole(delivery.Body), isDecided,
        StoredJson.Write(delivery.Headers.All.ToDictionary()), delivery.Origin.Wire(), delivery.ReplayOf,
    ];

    // A body that is an array of its own is not copied: large ones go to the heap that is hardly ever tidied.
    private static byte[] Whole(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part.Array is { } array && array.Length == body.Length ? array : body.ToArray();

    private static IEnumerable<Task<int>> InsertAsync(JournalSession session, IReadOnlyList<RegistryEvent> events) => events.Select(line => session.ExecuteAsync(
        InsertEvent,
        line.Id, line.Delivery, line.Webhook, line.WebhookName, line.Project, line.Pipeline,
        Microseconds.From(line.ReceivedAt), line.Outcome.Wire(), line.Message, line.Image, line.Tag, line.Owner,
        line.Execution?.Value, line.ExecutionIndex, line.Digest, line.PushedAt is { } at ? Microseconds.From(at) : null, line.PushKey, line.Origin.Wire(), line.First));

    private static Delivery ToDelivery(DeliveryRow row) => new(row.Id, row.WebhookId, row.ReceivedAt, row.Source, row.Body)
    {
        Headers = MessageHeaders.Of(StoredJson.Read<Dictionary<string, string>>(row.Headers)),
        Origin = Enum.GetValues<DeliveryOrigin>().Single(origin => origin.Wire() == row.Origin),
        ReplayOf = row.ReplayOf,
    };
}
