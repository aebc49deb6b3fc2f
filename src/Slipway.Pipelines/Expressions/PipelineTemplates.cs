using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Expressions;

/// <summary>Every part of a pipeline in which <c>${…}</c> is bound while it runs, conditions included.</summary>
internal static class PipelineTemplates
{
    public static IEnumerable<JsonNode?> Of(Pipeline pipeline) =>
    [
        .. pipeline.Stages.Values.SelectMany(stage => stage.Tasks.Values).SelectMany(Of),
        .. pipeline.Output.Values,
        .. pipeline.Workspace is { } workspace ? Of(workspace) : [],
        .. pipeline.Rollbacks.SelectMany(rollback => rollback.Inputs.Values.Prepend(rollback.Name)),
        .. pipeline.Notifications.Email.SelectMany(mail => Texts([mail.Endpoint, .. mail.To, mail.Subject, mail.Body])),
        .. pipeline.Notifications.Jira.SelectMany(ticket => Texts([ticket.Endpoint, ticket.IssueType, ticket.JiraProject, ticket.Summary, ticket.Description, ticket.Assignee])),
        .. pipeline.Notifications.Webhook.SelectMany(webhook => Texts([webhook.Url, webhook.Payload]).Concat(webhook.Headers.Values)),
    ];

    private static IEnumerable<JsonNode?> Of(PipelineTask task) => [task.Input, task.PreCondition, .. Texts(task.Endpoints.Values)];

    private static IEnumerable<JsonNode?> Of(Workspace workspace) =>
        [.. Texts([workspace.Endpoint, workspace.Image, workspace.Registry, workspace.Path, .. workspace.Cache]), .. workspace.EnvironmentVariables.Values, .. workspace.CustomProperties.Values];

    private static IEnumerable<JsonNode?> Texts(IEnumerable<string> texts) => texts.Select(text => (JsonNode?)text);
}
