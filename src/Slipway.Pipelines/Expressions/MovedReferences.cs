using System.Text;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Lets what names stages and tasks follow them when they get another name or stage: expressions wherever they are bound, notifications and
/// rollbacks. Whatever else is written stays as it is, to the letter.
/// </summary>
public sealed class MovedReferences
{
    private readonly PipelineNames _names;
    private readonly Func<(string Stage, string? Task), (string Stage, string? Task)> _moved;

    private MovedReferences(Pipeline pipeline, Func<(string Stage, string? Task), (string Stage, string? Task)> moved)
    {
        _names = new PipelineNames(pipeline);
        _moved = moved;
    }

    /// <summary>A pipeline whose stages and tasks still stand where they did, and are named as where they will be.</summary>
    /// <param name="pipeline">It is not changed.</param>
    /// <param name="moved">Where a stage, or a task of a stage, will be; the same where it stays.</param>
    public static Pipeline In(Pipeline pipeline, Func<(string Stage, string? Task), (string Stage, string? Task)> moved)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return new MovedReferences(pipeline, moved).Moved(pipeline);
    }

    /// <summary>A task whose expressions name stages and tasks as where they will be.</summary>
    /// <param name="task">It is not changed.</param>
    /// <param name="pipeline">What its expressions can name.</param>
    /// <param name="moved">Where a stage, or a task of a stage, will be; the same where it stays.</param>
    public static PipelineTask In(PipelineTask task, Pipeline pipeline, Func<(string Stage, string? Task), (string Stage, string? Task)> moved)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new MovedReferences(pipeline, moved).Moved(task);
    }

    private Pipeline Moved(Pipeline pipeline) => pipeline with
    {
        Stages = new(pipeline.Stages.Select(stage => KeyValuePair.Create(stage.Key, Moved(stage.Value))), StringComparer.Ordinal),
        Output = Moved(pipeline.Output),
        Workspace = pipeline.Workspace is { } workspace ? Moved(workspace) : null,
        Notifications = Moved(pipeline.Notifications),
        Rollbacks = [.. pipeline.Rollbacks.Select(Moved)],
    };

    private Stage Moved(Stage stage) =>
        stage with { Tasks = new(stage.Tasks.Select(task => KeyValuePair.Create(task.Key, Moved(task.Value))), StringComparer.Ordinal) };

    private PipelineTask Moved(PipelineTask task) => task with
    {
        Input = (JsonObject)Moved(task.Input)!,
        PreCondition = task.PreCondition is { } condition ? Moved(condition) : null,
        Endpoints = new(task.Endpoints.Select(endpoint => KeyValuePair.Create(endpoint.Key, Moved(endpoint.Value))), StringComparer.Ordinal),
    };

    private Workspace Moved(Workspace workspace) => workspace with
    {
        Endpoint = Moved(workspace.Endpoint),
        Image = Moved(workspace.Image),
        Registry = Moved(workspace.Registry),
        Path = Moved(workspace.Path),
        Cache = [.. workspace.Cache.Select(Moved)],
        EnvironmentVariables = Moved(workspace.EnvironmentVariables),
        CustomProperties = Moved(workspace.CustomProperties),
    };

    private Rollback Moved(Rollback rollback)
    {
        var (stage, task) = _moved((rollback.Stage, rollback.Task));
        return rollback with { Stage = stage, Task = task, Name = Moved(rollback.Name), Inputs = Moved(rollback.Inputs) };
    }

    private Notifications Moved(Notifications notifications) => notifications with
    {
        Email = [.. notifications.Email.Select(mail => About(mail) with { Endpoint = Moved(mail.Endpoint), To = [.. mail.To.Select(Moved)], Subject = Moved(mail.Subject), Body = Moved(mail.Body) })],
        Jira =
        [
            .. notifications.Jira.Select(ticket => About(ticket) with
            {
                Endpoint = Moved(ticket.Endpoint),
                IssueType = Moved(ticket.IssueType),
                JiraProject = Moved(ticket.JiraProject),
                Summary = Moved(ticket.Summary),
                Description = Moved(ticket.Description),
                Assignee = Moved(ticket.Assignee),
            }),
        ],
        Webhook = [.. notifications.Webhook.Select(webhook => About(webhook) with { Url = Moved(webhook.Url), Headers = Moved(webhook.Headers), Payload = Moved(webhook.Payload) })],
    };

    private T About<T>(T notification)
        where T : Notification
    {
        if (notification.Stage is null)
        {
            return notification;
        }

        var (stage, task) = _moved((notification.Stage, notification.Task));
        return notification with { Stage = stage, Task = task };
    }

    private OrderedDictionary<string, JsonNode?> Moved(OrderedDictionary<string, JsonNode?> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, Moved(value.Value))), values.Comparer);

    private JsonNode? Moved(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Moved(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Moved)]),
        JsonValue when JsonText.TextOf(node) is { } text && Template.HasExpressions(text) => JsonValue.Create(Moved(text)),
        _ => node?.DeepClone(),
    };

    private string Moved(string text)
    {
        if (!Template.HasExpressions(text))
        {
            return text;
        }

        var moved = new StringBuilder();
        var read = 0;
        foreach (var part in Template.Parse(text))
        {
            var (was, becomes) = part switch
            {
                TemplatePart.Expression expression => (expression.Raw, Moved(expression)),
                TemplatePart.Literal literal => (literal.Text.ToString(), literal.Text.ToString()),
                TemplatePart.Broken broken => (broken.Raw, broken.Raw),
                _ => throw new InvalidOperationException("The parts of a text are closed."),
            };
            read += was.Length;
            moved.Append(becomes);
        }

        // Of an expression that is not closed only the beginning is a part.
        return moved.Append(text, read, text.Length - read).ToString();
    }

    private string Moved(TemplatePart.Expression expression)
    {
        var (path, _) = ExpressionPath.Parse(expression.Text);
        (string Stage, string? Task)? names = path is null ? null : ReferenceResolver.Resolve(path, _names).Reference switch
        {
            Reference.StageStatus it => (it.Stage, null),
            Reference.TaskStatus it => (it.Stage, it.Task),
            Reference.TaskInput it => (it.Stage, it.Task),
            Reference.TaskOutput it => (it.Stage, it.Task),
            _ => null,
        };
        if (names is not { } old || _moved(old) is var becomes && becomes == old)
        {
            return expression.Raw;
        }

        var at = expression.Raw.IndexOf(expression.Text, StringComparison.Ordinal);
        return expression.Raw[..at] + Renamed(expression.Text, old, becomes) + expression.Raw[(at + expression.Text.Length)..];
    }

    /// <summary>Names stand first, the stage's as it is and the task's behind a dot or in brackets and quotes; what follows is the way inside a value.</summary>
    private static string Renamed(string expression, (string Stage, string? Task) old, (string Stage, string? Task) becomes)
    {
        var rest = expression[old.Stage.Length..];
        return old.Task is not { } task ? becomes.Stage + rest
            : rest[0] is '.' ? $"{becomes.Stage}.{becomes.Task}{rest[(1 + task.Length)..]}"
            : $"{becomes.Stage}{rest[..2]}{becomes.Task}{rest[(2 + task.Length)..]}";
    }
}
