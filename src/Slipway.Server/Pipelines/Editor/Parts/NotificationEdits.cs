using System.Collections.Immutable;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Parts;

/// <summary>What a person can do to the notifications of a pipeline. Each is known by its kind and its place among those of its kind.</summary>
internal static class NotificationEdits
{
    public static Pipeline Add(this Pipeline pipeline, Notification added) => pipeline with
    {
        Notifications = added switch
        {
            EmailNotification mail => pipeline.Notifications with { Email = pipeline.Notifications.Email.Add(mail) },
            TicketNotification ticket => pipeline.Notifications with { Jira = pipeline.Notifications.Jira.Add(ticket) },
            _ => pipeline.Notifications with { Webhook = pipeline.Notifications.Webhook.Add((WebhookNotification)added) },
        },
    };

    /// <summary>Changes the one at that place; null takes it out.</summary>
    public static Pipeline Change<T>(this Pipeline pipeline, int at, Func<T, T?> change)
        where T : Notification => pipeline with
        {
            Notifications = pipeline.Notifications with
            {
                Email = Changed(pipeline.Notifications.Email, at, change),
                Jira = Changed(pipeline.Notifications.Jira, at, change),
                Webhook = Changed(pipeline.Notifications.Webhook, at, change),
            },
        };

    // Somebody else may have taken it out in the meantime.
    private static ImmutableArray<TItem> Changed<TItem, T>(ImmutableArray<TItem> all, int at, Func<T, T?> change)
        where T : Notification =>
        all is ImmutableArray<T> mine && at < mine.Length
            ? (ImmutableArray<TItem>)(object)(change(mine[at]) is { } changed ? mine.SetItem(at, changed) : mine.RemoveAt(at))
            : all;
}
