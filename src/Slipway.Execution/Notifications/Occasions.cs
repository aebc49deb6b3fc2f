using Slipway.Execution.State;
using Slipway.Pipelines;

namespace Slipway.Execution.Notifications;

/// <summary>What happened to an execution, a stage of it, or a task.</summary>
/// <param name="Event">What.</param>
/// <param name="Stage">To which stage; null for the execution.</param>
/// <param name="Task">To which task; null for the stage or the execution.</param>
internal sealed record Occasion(NotificationEvent Event, string? Stage = null, string? Task = null);

/// <summary>What happened between two states of an execution. Pure; the same two states always tell the same.</summary>
internal static class Occasions
{
    /// <summary>The notifications of the pipeline that are due, each with its place among those of its kind, what happened first foremost.</summary>
    public static IEnumerable<DueNotification> Due(ExecutionState before, ExecutionState after)
    {
        var told = after.Definition.Notifications;
        if (told.Email.IsEmpty && told.Jira.IsEmpty && told.Webhook.IsEmpty)
        {
            return [];
        }

        var all = told.Email.Select((mail, place) => new DueNotification(NoticeProvider.Email, place, mail))
            .Concat(told.Jira.Select((ticket, place) => new DueNotification(NoticeProvider.Jira, place, ticket)))
            .Concat(told.Webhook.Select((call, place) => new DueNotification(NoticeProvider.Webhook, place, call)))
            .ToLookup(due => new Occasion(due.Notification.Event, due.Notification.Stage, due.Notification.Task));
        return Between(before, after).SelectMany(occasion => all[occasion]);
    }

    /// <summary>What happened, starts before ends, the small before the large it is a part of.</summary>
    public static IEnumerable<Occasion> Between(ExecutionState before, ExecutionState after)
    {
        var stages = before.Stages.Zip(after.Stages).ToList();
        if (before.StartedAt is null && after.StartedAt is not null)
        {
            yield return new(NotificationEvent.Started);
        }

        foreach (var (was, stage) in stages)
        {
            if (was.StartedAt is null && stage.StartedAt is not null)
            {
                yield return new(NotificationEvent.Started, stage.Name);
            }

            foreach (var occasion in was.Tasks.Zip(stage.Tasks).SelectMany(pair => OfTask(pair.First, pair.Second)))
            {
                yield return occasion with { Stage = stage.Name };
            }

            if (Waits(was, stage))
            {
                yield return new(NotificationEvent.Waiting, stage.Name);
            }

            if (End(was.Status, stage.Status) is { } end)
            {
                yield return new(end, stage.Name);
            }
        }

        if (stages.Any(pair => Waits(pair.First, pair.Second)))
        {
            yield return new(NotificationEvent.Waiting);
        }

        if (!before.Status.IsEnded() && after.Status.IsEnded())
        {
            yield return new(after.Status.IsFailure() ? NotificationEvent.Failure : after.Status is ExecutionStatus.Canceled ? NotificationEvent.Canceled : NotificationEvent.Success);
        }
    }

    // A further attempt starts nothing, and what was never tried has not started, however it ended.
    private static IEnumerable<Occasion> OfTask(TaskState was, TaskState task)
    {
        if (was.Attempt == 0 && task.Attempt > 0)
        {
            yield return new(NotificationEvent.Started, Task: task.Name);
        }

        if (Waits(was, task))
        {
            yield return new(NotificationEvent.Waiting, Task: task.Name);
        }

        if (End(was.Status, task.Status) is { } end)
        {
            yield return new(end, Task: task.Name);
        }
    }

    // People are asked once by each task that waits for them, also when another one of the execution does already.
    private static bool Waits(StageState was, StageState stage) => was.Tasks.Zip(stage.Tasks).Any(pair => Waits(pair.First, pair.Second));

    private static bool Waits(TaskState was, TaskState task) => task.Status is WorkStatus.Waiting && was.Status is not WorkStatus.Waiting;

    private static NotificationEvent? End(WorkStatus was, WorkStatus status) => was.IsEnded() ? null : status switch
    {
        WorkStatus.Completed => NotificationEvent.Success,
        WorkStatus.Failed => NotificationEvent.Failure,
        WorkStatus.Canceled => NotificationEvent.Canceled,
        _ => null,
    };
}

/// <summary>A notification of a pipeline that is due.</summary>
/// <param name="Provider">Its kind.</param>
/// <param name="Place">Its place among those of that kind, from 0.</param>
/// <param name="Notification">The notification.</param>
internal sealed record DueNotification(NoticeProvider Provider, int Place, Notification Notification);
