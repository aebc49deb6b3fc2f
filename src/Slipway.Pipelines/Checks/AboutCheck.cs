using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Checks what notifications and rollbacks are about.</summary>
internal static class AboutCheck
{
    /// <summary>Which events are told of what, by VMware's page on notifications (GUID-FD468DBE).</summary>
    private static readonly Dictionary<(string Kind, string Level), string[]> Events = new()
    {
        [("email", "the pipeline")] = ["SUCCESS", "COMPLETED", "WAITING", "FAILURE", "FAILED", "CANCELED", "STARTED"],
        [("email", "a stage")] = ["SUCCESS", "COMPLETED", "FAILURE", "FAILED", "STARTED"],
        [("email", "a task")] = ["SUCCESS", "COMPLETED", "WAITING", "FAILURE", "FAILED", "STARTED"],
        [("jira", "the pipeline")] = ["SUCCESS", "COMPLETED", "FAILURE", "FAILED"],
        [("jira", "a stage")] = ["FAILURE", "FAILED"],
        [("jira", "a task")] = ["FAILURE", "FAILED"],
    };

    public static void Run(SourceMap document, TaskSites tasks, ReadContext context)
    {
        var stages = (document.Child("stages") as SourceMap)?.Entries.Select(e => e.Key.Text).ToHashSet(StringComparer.Ordinal) ?? [];
        var notifications = document.Child("notifications") as SourceMap;
        foreach (var kind in (string[])["email", "jira", "webhook"])
        {
            foreach (var notification in Maps(notifications?.Child(kind)))
            {
                if (Exists(notification, "A notification", stages, tasks, context))
                {
                    Event(notification, kind, context);
                }
            }
        }

        var seen = new HashSet<(string?, string?)>();
        foreach (var rollback in Maps(document.Child("rollbacks")))
        {
            if (Exists(rollback, "A rollback", stages, tasks, context) && !seen.Add((Text(rollback, "stage"), Text(rollback, "task"))))
            {
                context.Diagnostics.Warning(DiagnosticCodes.RollbackTwice, rollback.Place, $"This is the second rollback for {About(rollback)}; only the first one runs.", "Take one of them out.");
            }
        }
    }

    private static bool Exists(SourceMap map, string who, HashSet<string> stages, TaskSites tasks, ReadContext context)
    {
        var stage = Text(map, "stage");
        var task = Text(map, "task");
        if (stage is null)
        {
            if (task is not null)
            {
                context.Diagnostics.Error(DiagnosticCodes.AboutNothing, map.Child("task")!.Place, $"{who} is about task '{MapReader.Shown(task)}' and names no stage.", "Write the task's 'stage' as well.");
            }

            return task is null;
        }

        if (!stages.Contains(stage))
        {
            context.Diagnostics.Error(DiagnosticCodes.AboutNothing, map.Child("stage")!.Place, $"{who} is about stage '{MapReader.Shown(stage)}', which does not exist.", () => Suggestion.DidYouMean(stage, stages));
            return false;
        }

        if (task is not null && tasks.Find(stage, task) is null)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.AboutNothing,
                map.Child("task")!.Place,
                $"{who} is about task '{MapReader.Shown(task)}', which stage '{MapReader.Shown(stage)}' does not have.",
                () => Suggestion.DidYouMean(task, tasks.All.Where(t => t.Stage == stage).Select(t => t.Name.Text)));
            return false;
        }

        return true;
    }

    private static void Event(SourceMap notification, string kind, ReadContext context)
    {
        var level = Text(notification, "task") is not null ? "a task" : Text(notification, "stage") is not null ? "a stage" : "the pipeline";
        // Webhooks tell what mails tell.
        var allowed = Events[(kind is "webhook" ? "email" : kind, level)];
        if (Text(notification, "event") is { } what && !allowed.Contains(what, StringComparer.OrdinalIgnoreCase))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.EventNeverHappens,
                notification.Child("event")!.Place,
                $"'{MapReader.Shown(what)}' is never told of {level} by {(kind is "jira" ? "a ticket" : kind is "email" ? "mail" : "a webhook")}.",
                $"It can be one of {string.Join(", ", allowed.Except(["COMPLETED", "FAILED"]))}.");
        }
    }

    private static string About(SourceMap map) =>
        Text(map, "task") is { } task ? $"task '{MapReader.Shown(task)}' of stage '{MapReader.Shown(Text(map, "stage")!)}'" : $"stage '{MapReader.Shown(Text(map, "stage") ?? "")}'";

    private static string? Text(SourceMap map, string key) => map.Child(key) is SourceScalar scalar && !string.IsNullOrWhiteSpace(scalar.Text) ? scalar.Text : null;

    private static IEnumerable<SourceMap> Maps(SourceNode? node) => (node as SourceList)?.Items.OfType<SourceMap>() ?? [];
}
