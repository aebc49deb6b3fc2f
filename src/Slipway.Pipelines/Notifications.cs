using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines;

/// <summary>Who is told of what happens to an execution. Texts may hold <c>${…}</c>.</summary>
public sealed record Notifications
{
    /// <summary>By mail.</summary>
    public ImmutableArray<EmailNotification> Email { get; init; } = [];

    /// <summary>By a ticket in Jira.</summary>
    public ImmutableArray<TicketNotification> Jira { get; init; } = [];

    /// <summary>By a request to a URL.</summary>
    public ImmutableArray<WebhookNotification> Webhook { get; init; } = [];

    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }

    /// <summary>Whether nobody is told of anything.</summary>
    public bool IsEmpty => Email.IsEmpty && Jira.IsEmpty && Webhook.IsEmpty && Other is null;
}

/// <summary>What a person may be told of.</summary>
public enum NotificationEvent
{
    /// <summary>It ended well.</summary>
    Success,

    /// <summary>It waits for a person.</summary>
    Waiting,

    /// <summary>It failed.</summary>
    Failure,

    /// <summary>It was canceled.</summary>
    Canceled,

    /// <summary>It started.</summary>
    Started,
}

/// <summary>One of <see cref="Notifications"/>.</summary>
public abstract record Notification
{
    /// <summary>What is told.</summary>
    public required NotificationEvent Event { get; init; }

    /// <summary>The stage it is about; null when it is about the whole execution.</summary>
    public string? Stage { get; init; }

    /// <summary>The task of <see cref="Stage"/> it is about; null when it is about the stage or the execution.</summary>
    public string? Task { get; init; }

    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>A mail.</summary>
public sealed record EmailNotification : Notification
{
    /// <summary>The name of the mail server's endpoint.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Addresses.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>The subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The text; HTML is allowed.</summary>
    public string Body { get; init; } = "";
}

/// <summary>A ticket in Jira.</summary>
public sealed record TicketNotification : Notification
{
    /// <summary>The name of the Jira endpoint.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Such as <c>Bug</c>.</summary>
    public string IssueType { get; init; } = "";

    /// <summary>The key of the Jira project.</summary>
    public string JiraProject { get; init; } = "";

    /// <summary>The ticket's title.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The ticket's text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whose ticket it becomes.</summary>
    public string Assignee { get; init; } = "";

    /// <summary>What is done; Code Stream knows <c>create</c> only.</summary>
    public string Action { get; init; } = "create";
}

/// <summary>A request to a URL.</summary>
public sealed record WebhookNotification : Notification
{
    /// <summary><c>post</c>, <c>put</c> or <c>patch</c>.</summary>
    public string Action { get; init; } = "post";

    /// <summary>Where to.</summary>
    public string Url { get; init; } = "";

    /// <summary>Headers of the request.</summary>
    public OrderedDictionary<string, JsonNode?> Headers { get; init; } = [];

    /// <summary>The body; often JSON in a text.</summary>
    public string Payload { get; init; } = "";
}
