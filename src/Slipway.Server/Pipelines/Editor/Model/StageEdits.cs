using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What a person can do to the stages of a pipeline. What is not there any more is left alone.</summary>
internal static class StageEdits
{
    /// <summary>Adds a stage without tasks at the end.</summary>
    public static Pipeline AddStage(this Pipeline pipeline, out string name)
    {
        name = pipeline.FreeStage();
        return pipeline with { Stages = pipeline.Stages.With(name, new Stage()), StageOrder = [.. pipeline.StageOrder, name] };
    }

    /// <summary>Gives a stage another name, and everywhere that it is named.</summary>
    public static Pipeline RenameStage(this Pipeline pipeline, string stage, string wanted)
    {
        if (!pipeline.Stages.ContainsKey(stage) || pipeline.WrongStage(stage, wanted) is not null)
        {
            return pipeline;
        }

        var moved = MovedReferences.In(pipeline, at => at.Stage == stage ? at with { Stage = wanted } : at);
        return moved with
        {
            Stages = moved.Stages.Renamed(stage, wanted),
            StageOrder = [.. pipeline.StageOrder.Select(name => name == stage ? wanted : name)],
        };
    }

    /// <summary>Puts a copy of a stage behind it. Tasks of the copy read each other where those of the stage do.</summary>
    public static Pipeline CopyStage(this Pipeline pipeline, string stage, out string name)
    {
        var copy = ModelNames.Free($"{stage} copy", pipeline.Stages.ContainsKey);
        name = copy;
        if (!pipeline.Stages.TryGetValue(stage, out var original))
        {
            return pipeline;
        }

        var tasks = original.Tasks.Select(task => KeyValuePair.Create(task.Key, MovedReferences.In(task.Value, pipeline, at => at.Stage == stage ? at with { Stage = copy } : at)));
        var at = pipeline.StageOrder.IndexOf(stage);
        return pipeline with
        {
            Stages = pipeline.Stages.With(copy, original with { Tasks = new(tasks, StringComparer.Ordinal) }),
            StageOrder = pipeline.StageOrder.Insert(at < 0 ? pipeline.StageOrder.Length : at + 1, copy),
        };
    }

    /// <summary>Takes a stage out, with the notifications and rollbacks that are about it.</summary>
    public static Pipeline RemoveStage(this Pipeline pipeline, string stage) => pipeline.WithoutNoticesAbout(stage, task: null) with
    {
        Stages = pipeline.Stages.Without(stage),
        StageOrder = pipeline.StageOrder.RemoveAll(name => name == stage),
    };

    /// <summary>Has a stage run elsewhere in the order.</summary>
    /// <param name="pipeline">It is not changed.</param>
    /// <param name="stage">The stage's name. One that never ran runs then.</param>
    /// <param name="turn">Before the stage that has this turn now, from 0; as many as there are for the end.</param>
    public static Pipeline MoveStage(this Pipeline pipeline, string stage, int turn)
    {
        if (!pipeline.Stages.ContainsKey(stage))
        {
            return pipeline;
        }

        var before = pipeline.StageOrder.Take(turn).Where(name => name != stage);
        return pipeline with { StageOrder = [.. before, stage, .. pipeline.StageOrder.Skip(turn).Where(name => name != stage)] };
    }

    /// <summary>Labels a stage.</summary>
    public static Pipeline TagStage(this Pipeline pipeline, string stage, IEnumerable<string> tags) =>
        pipeline.Stages.TryGetValue(stage, out var tagged) ? pipeline with { Stages = pipeline.Stages.With(stage, tagged with { Tags = [.. tags] }) } : pipeline;

    /// <summary>The pipeline without the notifications and rollbacks about a stage and its tasks, or about one of its tasks.</summary>
    internal static Pipeline WithoutNoticesAbout(this Pipeline pipeline, string stage, string? task)
    {
        bool IsKept(string? itsStage, string? itsTask) => itsStage != stage || (task is not null && itsTask != task);
        var notifications = pipeline.Notifications;
        return pipeline with
        {
            Notifications = notifications with
            {
                Email = notifications.Email.RemoveAll(mail => !IsKept(mail.Stage, mail.Task)),
                Jira = notifications.Jira.RemoveAll(ticket => !IsKept(ticket.Stage, ticket.Task)),
                Webhook = notifications.Webhook.RemoveAll(webhook => !IsKept(webhook.Stage, webhook.Task)),
            },
            Rollbacks = pipeline.Rollbacks.RemoveAll(rollback => !IsKept(rollback.Stage, rollback.Task)),
        };
    }
}
