using System.Collections.Frozen;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads <c>notifications</c>.</summary>
internal static class NotificationsReader
{
    private static readonly FrozenSet<string> Methods = ["post", "put", "patch"];

    private static readonly FrozenDictionary<string, NotificationEvent> Events = new Dictionary<string, NotificationEvent>
    {
        ["SUCCESS"] = NotificationEvent.Success,
        ["COMPLETED"] = NotificationEvent.Success,
        ["FAILURE"] = NotificationEvent.Failure,
        ["FAILED"] = NotificationEvent.Failure,
        ["WAITING"] = NotificationEvent.Waiting,
        ["CANCELED"] = NotificationEvent.Canceled,
        ["STARTED"] = NotificationEvent.Started,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Notifications Read(MapReader pipeline)
    {
        if (pipeline.Map("notifications") is not { } map)
        {
            return new Notifications();
        }

        var reader = new MapReader(map, $"'notifications' of {pipeline.Owner}", pipeline.Diagnostics);
        return new Notifications
        {
            Email = [.. reader.Maps("email", $"a mail of {pipeline.Owner}").Select(Email)],
            Jira = [.. reader.Maps("jira", $"a ticket of {pipeline.Owner}").Select(Ticket)],
            Webhook = [.. reader.Maps("webhook", $"a webhook notification of {pipeline.Owner}").Select(Webhook)],
            Other = reader.Rest(DocumentKeys.None, DocumentKeys.None),
        };
    }

    private static EmailNotification Email(MapReader reader) => new()
    {
        Event = Event(reader),
        Stage = Name(reader, "stage"),
        Task = Name(reader, "task"),
        Endpoint = reader.Text("endpoint") ?? "",
        To = [.. reader.Texts("to").Select(t => t.Text)],
        Subject = reader.Text("subject") ?? "",
        Body = reader.Text("body") ?? "",
        Other = reader.Rest(DocumentKeys.None, DocumentKeys.None),
    };

    private static TicketNotification Ticket(MapReader reader) => new()
    {
        Event = Event(reader),
        Stage = Name(reader, "stage"),
        Task = Name(reader, "task"),
        Endpoint = reader.Text("endpoint") ?? "",
        IssueType = reader.Text("issuetype") ?? "",
        JiraProject = reader.Text("project") ?? "",
        Summary = reader.Text("summary") ?? "",
        Description = reader.Text("description") ?? "",
        Assignee = reader.Text("assignee") ?? "",
        Action = reader.Text("action") ?? "create",
        Other = reader.Rest(DocumentKeys.None, DocumentKeys.None),
    };

    private static WebhookNotification Webhook(MapReader reader)
    {
        if (reader.Scalar("action") is { Text.Length: > 0 } action && !Methods.Contains(action.Text.ToLowerInvariant()))
        {
            reader.Diagnostics.Error(
                DiagnosticCodes.UnknownWordOfKey,
                action.Place,
                $"'action' of {reader.Owner} is '{MapReader.Shown(action.Text)}'; it must be one of post, put, patch.",
                () => Suggestion.DidYouMean(action.Text, Methods));
        }

        return new WebhookNotification
        {
            Event = Event(reader),
            Stage = Name(reader, "stage"),
            Task = Name(reader, "task"),
            Action = reader.Text("action") is { Length: > 0 } method ? method : "post",
            Url = reader.Text("url") ?? "",
            Headers = reader.Values("headers"),
            Payload = reader.Text("payload") ?? "",
            Other = reader.Rest(DocumentKeys.CarriedByWebhookNotification, DocumentKeys.None),
        };
    }

    private static NotificationEvent Event(MapReader reader)
    {
        if (reader.Node("event") is null)
        {
            reader.Missing("event", "Write what is told, such as 'event: FAILURE'.");
        }

        return reader.Word("event", Events) ?? NotificationEvent.Success;
    }

    /// <summary>Blank is how a form leaves out a stage or task.</summary>
    private static string? Name(MapReader reader, string key) => reader.Text(key) is { } name && !string.IsNullOrWhiteSpace(name) ? name : null;
}
