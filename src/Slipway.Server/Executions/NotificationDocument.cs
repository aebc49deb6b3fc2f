using System.Text.Json.Nodes;
using Slipway.Execution.Notifications;
using Slipway.Pipelines;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary>What became of notifications, as Code Stream's API shows it (<c>Notification</c>), with what is ours after an underscore.</summary>
internal static class NotificationDocument
{
    /// <summary>All about an execution (no stage), a stage (no task) or a task.</summary>
    public static JsonArray Of(IEnumerable<NoticeReport> reports, string? stage = null, string? task = null) =>
        new([.. reports.Where(report => report.Stage == stage && report.Task == task).Select(Of)]);

    /// <summary>Code Stream's word for what is told.</summary>
    public static string Word(this NotificationEvent told) => told switch
    {
        NotificationEvent.Success => "COMPLETED",
        NotificationEvent.Failure => "FAILED",
        NotificationEvent.Waiting => "WAITING",
        NotificationEvent.Canceled => "CANCELED",
        NotificationEvent.Started => "STARTED",
        _ => throw new ArgumentOutOfRangeException(nameof(told), told, null),
    };

    private static JsonObject Of(NoticeReport report) => new()
    {
        ["eventGroup"] = report.Event.Word(),
        ["providerType"] = report.Provider.ToString(),
        ["stage"] = report.Stage,
        ["task"] = report.Task,
        ["success"] = report.Status is NoticeStatus.Sent,
        ["responseCode"] = report.Code,
        ["responseMessage"] = report.Message,
        ["jiraResponse"] = report.Ticket is { } ticket ? new JsonObject { ["ID"] = ticket.Key, ["link"] = ticket.Link } : null,
        ["_status"] = report.Status switch { NoticeStatus.Pending => "PENDING", NoticeStatus.Sent => "SENT", _ => "GIVEN_UP" },
        ["_target"] = report.Target,
        ["_problems"] = new JsonArray([.. report.Problems.Select(problem => JsonValue.Create(problem))]),
        ["_attempts"] = report.Attempts,
        ["_time"] = report.At.Wire(),
        ["_nextAttemptTime"] = report.NextAttemptAt?.Wire(),
        ["_endTime"] = report.EndedAt?.Wire(),
    };
}
