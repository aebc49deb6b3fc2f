using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Writing;

/// <summary>A pipeline as a tree in the key order of Code Stream's exports.</summary>
/// <param name="complete">Whether empty values are written too, as the API does; exports leave them out.</param>
internal sealed class PipelineTree(bool complete)
{
    public JsonObject Of(Pipeline pipeline) => new JsonObject
    {
        ["project"] = pipeline.Project,
        ["kind"] = pipeline.Kind,
        ["name"] = pipeline.Name,
    }
        .Unless(pipeline.Icon is null, "icon", pipeline.Icon)
        .With("enabled", pipeline.Enabled)
        .Unless(!complete && pipeline.State is not PipelineState.Released, "state", pipeline.State.ToString().ToUpperInvariant())
        .With(pipeline.Other, "global")
        .Unless(Skips(pipeline.Description), "description", pipeline.Description)
        .With("concurrency", pipeline.Concurrency)
        .Unless(Skips(pipeline.Options.IsEmpty), "options", pipeline.Options.AsJson())
        .Unless(Skips(pipeline.Input.Count is 0), "input", pipeline.Input.AsJson())
        .Unless(Skips(pipeline.InputMeta.Count is 0), "_inputMeta", pipeline.InputMeta.AsJson(Of))
        .Unless(Skips(pipeline.Output.Count is 0), "output", pipeline.Output.AsJson())
        .Unless(Skips(pipeline.OutputMeta.Count is 0), "_outputMeta", pipeline.OutputMeta.AsJson(Of))
        .Unless(pipeline.Starred is null, "starred", pipeline.Starred is { } starred ? Of(starred) : null)
        .Unless(Skips(pipeline.Tags.IsEmpty), "tags", pipeline.Tags.AsJson())
        .Unless(pipeline.Workspace is null, "workspace", pipeline.Workspace is { } workspace ? Of(workspace) : null)
        .With("stageOrder", pipeline.StageOrder.AsJson())
        .With("stages", pipeline.Stages.AsJson(Of))
        .Unless(Skips(pipeline.Notifications.IsEmpty), "notifications", Of(pipeline.Notifications))
        .Unless(Skips(pipeline.Rollbacks.IsEmpty), "rollbacks", pipeline.Rollbacks.AsJson(Of))
        .WithRest(pipeline.Other);

    private JsonObject Of(Stage stage) => new JsonObject { ["taskOrder"] = stage.TaskOrder.AsJson() }
        .Unless(stage.Tags.IsEmpty, "tags", stage.Tags.AsJson())
        .With("tasks", stage.Tasks.AsJson(Of))
        .WithRest(stage.Other);

    private JsonObject Of(PipelineTask task) => new JsonObject { ["type"] = task.Type }
        .Unless(!task.IgnoreFailure, "ignoreFailure", task.IgnoreFailure)
        .Unless(task.PreCondition is null, "preCondition", task.PreCondition)
        .Unless(task.Timeout is null, "timeout", task.Timeout is { } timeout ? Duration.Print(timeout) : null)
        .Unless(task.Retry is null, "retry", task.Retry is { } retry ? Of(retry).WithRest(task.Other?["retry"] as JsonObject) : null)
        .Unless(task.OnInterrupt is InterruptedTask.Fail, "onInterrupt", task.OnInterrupt.ToString().ToLowerInvariant())
        .Unless(task.Tags.IsEmpty, "tags", task.Tags.AsJson())
        .Unless(task.Endpoints.Count is 0, "endpoints", task.Endpoints.AsJson(name => JsonValue.Create(name)))
        .Unless(task.Input.Count is 0, "input", task.Input.DeepClone())
        .WithRest(task.Other);

    private JsonObject Of(Retry retry) => new JsonObject { ["attempts"] = retry.Attempts }
        .Unless(Skips(retry.Delay == Retry.DefaultDelay), "delay", Duration.Print(retry.Delay))
        .Unless(Skips(retry.MaxDelay == Retry.DefaultMaxDelay), "maxDelay", Duration.Print(retry.MaxDelay));

    private static JsonObject Of(InputMeta meta) =>
        new JsonObject { ["description"] = meta.Description, ["mandatory"] = meta.Mandatory }.WithRest(meta.Other);

    private static JsonObject Of(OutputMeta meta) => new JsonObject { ["description"] = meta.Description }.WithRest(meta.Other);

    private static JsonObject Of(Starred starred) => new JsonObject()
        .Unless(starred.Input is null, "input", starred.Input)
        .Unless(starred.Output is null, "output", starred.Output)
        .WithRest(starred.Other);

    private static JsonObject Of(Workspace workspace) => new JsonObject
    {
        ["type"] = workspace.Type,
        ["endpoint"] = workspace.Endpoint,
        ["image"] = workspace.Image,
        ["registry"] = workspace.Registry,
        ["path"] = workspace.Path,
        ["autoCloneForTrigger"] = workspace.AutoCloneForTrigger,
        ["limits"] = new JsonObject { ["cpu"] = workspace.Limits.Cpu, ["memory"] = workspace.Limits.Memory }.WithRest(workspace.Limits.Other),
    }
        .Unless(workspace.Cache.IsEmpty, "cache", workspace.Cache.AsJson())
        .Unless(workspace.EnvironmentVariables.Count is 0, "environmentVariables", workspace.EnvironmentVariables.AsJson())
        .Unless(workspace.CustomProperties.Count is 0, "customProperties", workspace.CustomProperties.AsJson())
        .WithRest(workspace.Other);

    private static JsonObject Of(Notifications notifications) => new JsonObject()
        .Unless(notifications.Email.IsEmpty, "email", notifications.Email.AsJson(Of))
        .Unless(notifications.Jira.IsEmpty, "jira", notifications.Jira.AsJson(Of))
        .Unless(notifications.Webhook.IsEmpty, "webhook", notifications.Webhook.AsJson(Of))
        .WithRest(notifications.Other);

    private static JsonObject Of(EmailNotification mail) => About(mail)
        .With("endpoint", mail.Endpoint)
        .With("to", mail.To.AsJson())
        .With("subject", mail.Subject)
        .With("body", mail.Body)
        .WithRest(mail.Other);

    private static JsonObject Of(TicketNotification ticket) => About(ticket)
        .With("endpoint", ticket.Endpoint)
        .With("action", ticket.Action)
        .With("project", ticket.JiraProject)
        .With("issuetype", ticket.IssueType)
        .With("summary", ticket.Summary)
        .With("description", ticket.Description)
        .Unless(ticket.Assignee.Length is 0, "assignee", ticket.Assignee)
        .WithRest(ticket.Other);

    private static JsonObject Of(WebhookNotification webhook) => About(webhook)
        .With("action", webhook.Action)
        .With("url", webhook.Url)
        .Unless(webhook.Headers.Count is 0, "headers", webhook.Headers.AsJson())
        .With("payload", webhook.Payload)
        .WithRest(webhook.Other);

    private static JsonObject About(Notification notification) => new JsonObject { ["event"] = notification.Event.ToString().ToUpperInvariant() }
        .Unless(notification.Stage is null, "stage", notification.Stage)
        .Unless(notification.Task is null, "task", notification.Task);

    private static JsonObject Of(Rollback rollback) => new JsonObject { ["stage"] = rollback.Stage }
        .Unless(rollback.Task is null, "task", rollback.Task)
        .With("name", rollback.Name)
        .Unless(rollback.Inputs.Count is 0, "inputs", rollback.Inputs.AsJson())
        .WithRest(rollback.Other);

    private bool Skips(bool isEmpty) => !complete && isEmpty;

    private bool Skips(string text) => Skips(text.Length is 0);
}
