using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Execution.Notifications;

/// <summary>What is sent, bound to the moment it is about. May hold what signs in to where it goes: kept sealed, and shown nowhere.</summary>
[JsonDerivedType(typeof(MailMessage), "mail")]
[JsonDerivedType(typeof(TicketMessage), "ticket")]
[JsonDerivedType(typeof(CallMessage), "call")]
public abstract record NoticeMessage
{
    /// <summary>What kind of message it is, never what it says.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A mail.</summary>
/// <param name="Endpoint">The name of the mail server's endpoint.</param>
/// <param name="To">Addresses, as they were written.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">The text, or a page of HTML.</param>
/// <param name="IsHtml">Whether the body is HTML.</param>
public sealed record MailMessage(string Endpoint, ImmutableArray<string> To, string Subject, string Body, bool IsHtml) : NoticeMessage;

/// <summary>A ticket.</summary>
/// <param name="Endpoint">The name of the Jira endpoint.</param>
/// <param name="Project">The key of the Jira project.</param>
/// <param name="IssueType">Such as <c>Bug</c>.</param>
/// <param name="Summary">The title, one line.</param>
/// <param name="Description">The text.</param>
/// <param name="Assignee">Whose it becomes; empty to leave that to Jira.</param>
public sealed record TicketMessage(string Endpoint, string Project, string IssueType, string Summary, string Description, string Assignee) : NoticeMessage;

/// <summary>A request.</summary>
/// <param name="Method"><c>POST</c>, <c>PUT</c> or <c>PATCH</c>.</param>
/// <param name="Url">Where to.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Payload">The body.</param>
/// <param name="IsJson">Whether the body is JSON.</param>
public sealed record CallMessage(string Method, Uri Url, ImmutableSortedDictionary<string, string> Headers, string Payload, bool IsJson) : NoticeMessage;
