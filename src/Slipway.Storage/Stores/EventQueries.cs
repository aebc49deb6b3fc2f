using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Projects.Listing;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;
using Slipway.Triggers.Events;

namespace Slipway.Storage.Stores;

/// <summary>Lists of activity.</summary>
internal sealed class EventQueries(IDbContextFactory<SlipwayDb> contexts) : IEventQueries
{
    public async Task<ListPage<RegistryEvent>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.RegistryEvents.ToPageAsync(query, projects, ListedFields.Events, cancellationToken)).Select(ToEvent);
    }

    public async Task<RegistryEvent?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.RegistryEvents.AsNoTracking().FirstOrDefaultAsync(line => line.Id == id, cancellationToken);
        return row is null ? null : ToEvent(row);
    }

    private static RegistryEvent ToEvent(RegistryEventRow row) => new()
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
        Execution = row.ExecutionId is { } execution ? new ExecutionId(execution) : null,
        ExecutionIndex = row.ExecutionIndex,
    };
}
