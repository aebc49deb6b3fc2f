using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Execution.Notifications;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Tasks.Jira;

namespace Slipway.Tasks.Notifications;

/// <summary>
/// Makes tickets in Jira, Cloud or Data Center (REST API 2). A ticket has a label that is its notice's, by which an earlier attempt's is found before
/// another one is made.
/// </summary>
public sealed class TicketSender(IEndpointDirectory endpoints) : INoticeSender
{
    private const string Credentials = $"'{JiraEndpoint.UserName}' and '{JiraEndpoint.Password}'";

    // What Jira takes (its own limit for summaries, and its default one for texts).
    private const int LongestSummary = 255;
    private const int LongestDescription = 32_767;

    /// <inheritdoc/>
    public NoticeProvider Provider => NoticeProvider.Jira;

    /// <inheritdoc/>
    public async Task<NoticeAnswer> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var ticket = (TicketMessage)notice.Message!;
        if (await endpoints.FindAsync(notice.Report.Project, ticket.Endpoint, cancellationToken) is not { } endpoint || endpoint.Type != JiraEndpoint.Type.Name)
        {
            return NoticeAnswer.NotNow($"Project '{notice.Report.Project}' has no endpoint '{ticket.Endpoint}' of type {JiraEndpoint.Type.Name}.");
        }

        var address = new Uri(endpoint.Property(JiraEndpoint.Url)!);
        using var http = new EndpointHttp(address, ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name))!);
        var jira = new Jira(http, EndpointHttp.Basic(endpoint.Property(JiraEndpoint.UserName), endpoint.Property(JiraEndpoint.Password))!);
        var label = $"slipway-{notice.Report.Id:N}";

        var found = await jira.FindAsync(label, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        if (found.Key is { } known)
        {
            return NoticeAnswer.Taken($"{known} was made by an earlier attempt.", 200) with { Ticket = new MadeTicket(known, $"{http.Address}/browse/{known}") };
        }

        var fields = new JsonObject
        {
            ["project"] = new JsonObject { ["key"] = ticket.Project },
            ["issuetype"] = new JsonObject { ["name"] = ticket.IssueType },
            ["summary"] = Cut(ticket.Summary, LongestSummary),
            ["description"] = Cut(ticket.Description, LongestDescription),
            ["labels"] = new JsonArray(label),
        };
        if (ticket.Assignee.Length > 0)
        {
            // Jira Cloud knows people by ids that nobody writes; Data Center by their names.
            fields["assignee"] = address.Host.EndsWith(".atlassian.net", StringComparison.OrdinalIgnoreCase)
                ? new JsonObject { ["accountId"] = await jira.AccountAsync(ticket.Assignee, cancellationToken) ?? ticket.Assignee }
                : new JsonObject { ["name"] = ticket.Assignee };
        }

        return await jira.CreateAsync(fields, cancellationToken);
    }

    private static string Cut(string text, int most) => text.Length > most ? $"{text[..(most - 1)]}…" : text;

    private sealed class Jira(EndpointHttp http, string credentials)
    {
        public async Task<(string? Key, NoticeAnswer? Refusal)> FindAsync(string label, CancellationToken cancellationToken)
        {
            var query = $"jql={Uri.EscapeDataString($"labels = \"{label}\"")}&fields=key&maxResults=1";
            var answer = await http.GetAsync($"rest/api/2/search?{query}", credentials, cancellationToken);
            if (answer is HttpAnswer.Some { Status: 404 or 410 })
            {
                // Jira Cloud has done away with that one (CHANGE-2046), Data Center does not know the other.
                answer = await http.GetAsync($"rest/api/2/search/jql?{query}", credentials, cancellationToken);
            }

            return answer is HttpAnswer.Some { Status: 200 } some ? ((Parse(some.Body)?["issues"] as JsonArray)?.FirstOrDefault()?["key"]?.ToString(), null) : (null, Refused(answer));
        }

        public async Task<string?> AccountAsync(string person, CancellationToken cancellationToken) =>
            await http.GetAsync($"rest/api/2/user/search?query={Uri.EscapeDataString(person)}&maxResults=2", credentials, cancellationToken) is HttpAnswer.Some { Status: 200 } some
            && JsonList(some.Body) is [{ } only]
                ? only["accountId"]?.ToString()
                : null;

        public async Task<NoticeAnswer> CreateAsync(JsonObject fields, CancellationToken cancellationToken)
        {
            var answer = await http.PostJsonAsync("rest/api/2/issue", new JsonObject { ["fields"] = fields }.ToJsonString(), credentials, cancellationToken);
            return answer switch
            {
                HttpAnswer.Some { Status: >= 200 and < 300 } made when Parse(made.Body)?["key"]?.ToString() is { Length: > 0 } key =>
                    NoticeAnswer.Taken($"Made {key}.", made.Status) with { Ticket = new MadeTicket(key, $"{http.Address}/browse/{Uri.EscapeDataString(key)}") },
                HttpAnswer.Some { Status: >= 200 and < 300 } other => NoticeAnswer.NotNow($"{http.Address} answers, but not as a Jira does.", other.Status),
                HttpAnswer.Some { Status: 400 } wrong => NoticeAnswer.Never($"Jira does not take it: {Complaint(wrong.Body)}", 400),
                _ => Refused(answer),
            };
        }

        private NoticeAnswer Refused(HttpAnswer answer) =>
            NoticeAnswer.NotNow(answer.Refusal(http.Address, "a Jira", Credentials)?.Message ?? $"{http.Address} answers, but not as a Jira does.", (answer as HttpAnswer.Some)?.Status);

        // {"errorMessages": [], "errors": {"issuetype": "…"}}
        private static string Complaint(string body)
        {
            var said = Parse(body);
            var texts = (said?["errorMessages"] as JsonArray)?.Select(text => $"{text}") ?? [];
            var fields = (said?["errors"] as JsonObject)?.Select(field => $"{field.Key}: {field.Value}") ?? [];
            return string.Join(' ', texts.Concat(fields)) is { Length: > 0 } all ? all : "it says not why (400).";
        }

        private static JsonObject? Parse(string body) => Read(body) as JsonObject;

        private static List<JsonNode?> JsonList(string body) => Read(body) is JsonArray list ? [.. list] : [];

        private static JsonNode? Read(string body)
        {
            try
            {
                return JsonNode.Parse(body);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
