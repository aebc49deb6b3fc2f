using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Projects.Listing;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Storage.Stores;

/// <summary>Lists of activity.</summary>
internal sealed class EventQueries(IDbContextFactory<SlipwayDb> contexts) : IEventQueries
{
    public async Task<ListPage<RegistryEvent>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var page = await db.RegistryEvents.ToPageAsync(query, projects, ListedFields.EventsOf(db), cancellationToken);
        var statuses = await StatusesAsync(db, page.Items, cancellationToken);
        return page.Select(row => ToShown(row, statuses));
    }

    public async Task<RegistryEvent?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.RegistryEvents.AsNoTracking().FirstOrDefaultAsync(line => line.Id == id, cancellationToken);
        return row is null ? null : ToShown(row, await StatusesAsync(db, [row], cancellationToken));
    }

    public async Task<RegistryEvent?> LastPushAsync(Guid webhook, string name, CancellationToken cancellationToken)
    {
        var upkeep = Enum.GetValues<EventOutcome>().Where(outcome => !outcome.IsOfPush()).Select(outcome => outcome.Wire()).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // By the name, because that has the index in the order of time.
        var row = await db.RegistryEvents.AsNoTracking()
            .Where(line => line.WebhookName == name && line.WebhookId == webhook && !upkeep.Contains(line.Outcome))
            .OrderByDescending(line => line.ReceivedAt).ThenByDescending(line => line.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : ToShown(row, await StatusesAsync(db, [row], cancellationToken));
    }

    private static async Task<Dictionary<Guid, string>> StatusesAsync(SlipwayDb db, IReadOnlyList<RegistryEventRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.ExecutionId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Executions.Where(execution => ids.Contains(execution.Id)).ToDictionaryAsync(execution => execution.Id, execution => execution.Status, cancellationToken);
    }

    private static RegistryEvent ToShown(RegistryEventRow row, Dictionary<Guid, string> statuses) => ToEvent(row) with
    {
        ExecutionStatus = row.ExecutionId is { } id && statuses.TryGetValue(id, out var status) ? Enum.GetValues<ExecutionStatus>().Single(known => known.Wire() == status) : null,
    };

    internal static RegistryEvent ToEvent(RegistryEventRow row) => new()
    {
        Id = row.Id,
        Delivery = row.DeliveryId,
        Webhook = row.WebhookId,
        WebhookName = row.WebhookName,
        Project = row.Project,
        Pipeline = row.Pipeline,
        ReceivedAt = row.ReceivedAt,
        Outcome = Enum.GetValues<EventOutcome>().Single(outcome => outcome.Wire() == row.Outcome),
        Message = row.Message,
        Image = row.Image,
        Tag = row.Tag,
        Owner = row.Owner,
        Digest = row.Digest,
        PushedAt = row.PushedAt,
        PushKey = row.PushKey,
        Origin = Enum.GetValues<DeliveryOrigin>().Single(origin => origin.Wire() == row.Origin),
        First = row.FirstId,
        Execution = row.ExecutionId is { } execution ? new ExecutionId(execution) : null,
        ExecutionIndex = row.ExecutionIndex,
    };
}
