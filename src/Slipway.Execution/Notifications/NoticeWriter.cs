using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Pipelines;

namespace Slipway.Execution.Notifications;

/// <summary>Writes the notices of a transition, bound to that moment: what they tell of may read otherwise when they are sent.</summary>
public sealed class NoticeWriter(ExecutionAddress address)
{
    private const int MostRecipients = 100;
    private const int LongestTarget = 200;

    private static readonly ImmutableHashSet<string> OurHeaders =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade", "TE", "Trailer");

    /// <summary>The notices that are due because an execution went from one state to another. Never fails: what cannot be sent says why.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after, with the version that is to be committed.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<Notice> Write(ExecutionState before, ExecutionState after, DateTimeOffset now) => [.. Occasions.Due(before, after).Select(due => Write(due, after, now))];

    private Notice Write(DueNotification due, ExecutionState state, DateTimeOffset now)
    {
        var scope = Scope.Of(state);
        var texts = new NoticeTexts(state, scope with
        {
            Globals = new Dictionary<string, JsonNode?>(scope.Globals) { ["executionUrl"] = address.Of(state.Id) },
            Output = state.Status.IsEnded() ? state.Output ?? [] : null,
        });
        var written = Of(due.Notification, texts);
        var refusal = written.Refusal ?? Restricted(due.Notification, state);
        return new Notice(
            new NoticeReport
            {
                Id = DerivedId.Of($"{state.Id}/{state.Version}/{due.Provider}/{due.Place}"),
                Execution = state.Id,
                Project = state.Project,
                Provider = due.Provider,
                Event = due.Notification.Event,
                Stage = due.Notification.Stage,
                Task = due.Notification.Task,
                Target = written.Target.Length > LongestTarget ? $"{written.Target[..(LongestTarget - 1)]}…" : written.Target,
                At = now,
                Problems = [.. texts.Problems],
                Status = refusal is null ? NoticeStatus.Pending : NoticeStatus.GivenUp,
                NextAttemptAt = refusal is null ? now : null,
                EndedAt = refusal is null ? null : now,
                Message = refusal ?? "",
            },
            refusal is null ? written.Message : null,
            [.. texts.Secrets]);
    }

    private static string? Restricted(Notification notification, ExecutionState state)
    {
        var endpoint = notification switch { EmailNotification mail => mail.Endpoint, TicketNotification ticket => ticket.Endpoint, _ => null };
        return endpoint is not null && state.Restricted.Endpoints.Contains(endpoint)
            ? $"Endpoint '{endpoint}' is restricted to administrators of the project, and {state.RequestedBy}, for whom the execution runs, is none."
            : null;
    }

    private static Written Of(Notification notification, NoticeTexts texts)
    {
        try
        {
            return notification switch
            {
                EmailNotification mail => Of(mail, texts),
                TicketNotification ticket => Of(ticket, texts),
                WebhookNotification call => Of(call, texts),
                _ => new Written(null, "") { Refusal = "Nobody knows how to send it." },
            };
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // System.Text.Json finds half of a surrogate pair only when it looks into a value.
            return new Written(null, "") { Refusal = "A text of it, or a value in one, is no Unicode." };
        }
    }

    private static Written Of(EmailNotification mail, NoticeTexts texts)
    {
        ImmutableArray<string> to = [.. mail.To.Take(MostRecipients).Select(texts.Line).Where(text => text.Length > 0)];
        var isHtml = NoticeTexts.IsHtml(mail.Body);
        var message = new MailMessage(mail.Endpoint, to, texts.Line(mail.Subject), isHtml ? texts.Html(mail.Body) : texts.Text(mail.Body), isHtml);
        return new Written(message, string.Join(", ", to))
        {
            Refusal = to.IsEmpty ? "It is for nobody: 'to' comes to nothing." : NoEndpoint(mail.Endpoint),
        };
    }

    private static Written Of(TicketNotification ticket, NoticeTexts texts)
    {
        var message = new TicketMessage(ticket.Endpoint, texts.Line(ticket.JiraProject), texts.Line(ticket.IssueType), texts.Line(ticket.Summary), texts.Text(ticket.Description), texts.Line(ticket.Assignee));
        return new Written(message, message.Project) { Refusal = NoEndpoint(ticket.Endpoint) };
    }

    private static Written Of(WebhookNotification call, NoticeTexts texts)
    {
        var method = call.Action.ToUpperInvariant();
        var (url, shown, problem) = texts.Address(call.Url);
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in call.Headers)
        {
            var header = texts.Address(value is JsonValue text && text.TryGetValue<string>(out var written) ? written : value?.ToJsonString() ?? "");
            problem ??= OurHeaders.Contains(name) ? $"Header '{name}' cannot be set." : header.Problem is { } missing ? $"Header '{name}': {missing}" : null;
            headers[name] = header.Text.Trim();
        }

        var (payload, isJson) = texts.Payload(call.Payload);

        // A name is looked at as it is shown: one that is secret as a whole is nobody's business.
        var target = Uri.TryCreate(shown, UriKind.Absolute, out var visible) && visible.Host.Length > 0 ? $"{method} {visible.Scheme}://{visible.Authority}" : $"{method} {Pipelines.Expressions.SecretMask.Text}";
        var isWeb = Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        return new Written(isWeb ? new CallMessage(method, address!, headers.ToImmutable(), payload, isJson) : null, target)
        {
            Refusal = problem is not null ? $"The call cannot be made: {problem}" : isWeb ? null : "The call cannot be made: 'url' comes to no http or https address without a user.",
        };
    }

    private static string? NoEndpoint(string endpoint) => endpoint.Length == 0 ? "It names no endpoint." : null;

    private sealed record Written(NoticeMessage? Message, string Target)
    {
        public string? Refusal { get; init; }
    }
}
