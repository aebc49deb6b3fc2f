using System.Linq.Expressions;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.UserOperations;
using Slipway.Storage.Rows;
using Slipway.Triggers.Events;

namespace Slipway.Storage.Listing;

/// <summary>What the fields that resources declare are in their rows.</summary>
internal static class ListedFields
{
    /// <summary>Of <see cref="ExecutionFields"/>.</summary>
    public static RowFields<ExecutionRow> Executions { get; } = new RowFields<ExecutionRow>
    {
        Project = row => row.Project,
        Identity = By((ExecutionRow row) => row.Id),
        Order = [(By((ExecutionRow row) => row.RequestedAt), true), (By((ExecutionRow row) => row.Id), true)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("name", row => row.Name)
        .With("project", row => row.Project)
        .With("index", row => row.Index)
        .With("status", row => row.Status, [.. Enum.GetValues<ExecutionStatus>().Select(status => status.Wire())])
        .With("statusMessage", row => row.StatusMessage)
        .With("comments", row => row.Comments)
        .With("_executedBy", row => row.RequestedBy)
        .With("_requestTimeInMicros", row => row.RequestedAt)
        .With("_startTime", row => row.StartedAt)
        .With("_endTime", row => row.EndedAt)
        .With("createdAt", row => row.RequestedAt)
        .With("updatedAt", row => row.EndedAt ?? row.StartedAt ?? row.RequestedAt)
        .With("_nested", row => false)
        .With("_pipelineLink", row => row.PipelineId);

    /// <summary>Of <see cref="UserOperationFields"/>.</summary>
    public static RowFields<UserOperationRow> UserOperations { get; } = new RowFields<UserOperationRow>
    {
        Project = row => row.Project,
        Identity = By((UserOperationRow row) => row.Id),
        Order = [(By((UserOperationRow row) => row.RequestedAt), true), (By((UserOperationRow row) => row.Id), true)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("index", row => row.Index)
        .With("name", row => row.Stage + "." + row.Task)
        .With("project", row => row.Project)
        .With("summary", row => row.Summary)
        .With("description", row => row.Description)
        .With("status", row => row.Status, [.. UserOperationStatuses.All.Select(status => status.Wire())])
        .With("executionId", row => row.ExecutionId)
        .With("executionLink", row => row.ExecutionId)
        .With("executionIndex", row => row.ExecutionIndex)
        .With("pipelineId", row => row.PipelineId)
        .With("pipelineName", row => row.PipelineName)
        .With("requestedBy", row => row.RequestedBy)
        .With("respondedBy", row => row.RespondedBy)
        .With("respondedByEmail", row => row.RespondedByEmail)
        .With("responseMessage", row => row.ResponseMessage)
        .With("_requestedOnInMicros", row => row.RequestedAt)
        .With("_expiresOnInMicros", row => row.ExpiresAt)
        .With("respondedOnInMicros", row => row.ClosedAt)
        .With("createdAt", row => row.RequestedAt)
        .With("updatedAt", row => row.ClosedAt ?? row.RequestedAt);

    /// <summary>Of <see cref="EventFields"/>.</summary>
    /// <param name="db">Where the executions are whose status is shown with the events.</param>
    public static RowFields<RegistryEventRow> EventsOf(SlipwayDb db) => new RowFields<RegistryEventRow>
    {
        Project = row => row.Project,
        Identity = By((RegistryEventRow row) => row.Sequence),
        Order = [(By((RegistryEventRow row) => row.ReceivedAt), true), (By((RegistryEventRow row) => row.Sequence), true)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("name", row => row.WebhookName)
        .With("project", row => row.Project)
        .With("pipeline", row => row.Pipeline)
        .With("owner", row => row.Owner)
        .With("imageName", row => row.Image)
        .With("tag", row => row.Tag)
        .With("outcome", row => row.Outcome, [.. Enum.GetValues<EventOutcome>().Select(outcome => outcome.Wire())])
        .With("message", row => row.Message)
        .With("executionStatus", row => db.Executions.Where(execution => execution.Id == row.ExecutionId).Select(execution => execution.Status).FirstOrDefault() ?? (row.Outcome == "FAILED" ? "FAILED" : ""))
        .With("digest", row => row.Digest)
        .With("origin", row => row.Origin)
        .With("executionIndex", row => row.ExecutionIndex)
        .With("executionLink", row => row.ExecutionId)
        .With("deliveryId", row => row.DeliveryId)
        .With("timeStampInMicros", row => row.ReceivedAt)
        .With("createdAt", row => row.ReceivedAt)
        .With("_createTimeInMicros", row => row.ReceivedAt);

    /// <summary>Of <see cref="Slipway.Execution.Catalog.PipelineFields"/>.</summary>
    public static RowFields<PipelineRow> Pipelines { get; } = new RowFields<PipelineRow>
    {
        Project = row => row.Project,
        Identity = By((PipelineRow row) => row.Id),
        Order = [(By((PipelineRow row) => row.Project), false), (By((PipelineRow row) => row.Name), false)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("name", row => row.Name)
        .With("project", row => row.Project)
        .With("createdBy", row => row.CreatedBy)
        .With("createdAt", row => row.CreatedAt)
        .With("_createTimeInMicros", row => row.CreatedAt)
        .With("updatedAt", row => row.UpdatedAt)
        .With("_updateTimeInMicros", row => row.UpdatedAt);

    /// <summary>Of <see cref="Slipway.Projects.Endpoints.EndpointFields"/>.</summary>
    public static RowFields<EndpointRow> Endpoints { get; } = new RowFields<EndpointRow>
    {
        Project = row => row.Project,
        Identity = By((EndpointRow row) => row.Id),
        Order = [(By((EndpointRow row) => row.Project), false), (By((EndpointRow row) => row.Name), false)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("name", row => row.Name)
        .With("project", row => row.Project)
        .With("description", row => row.Description)
        .With("type", row => row.Type)
        .With("createdAt", row => row.CreatedAt)
        .With("_createTimeInMicros", row => row.CreatedAt)
        .With("updatedAt", row => row.UpdatedAt)
        .With("_updateTimeInMicros", row => row.UpdatedAt);

    /// <summary>Of <see cref="Slipway.Projects.Variables.VariableFields"/>.</summary>
    public static RowFields<VariableRow> Variables { get; } = new RowFields<VariableRow>
    {
        Project = row => row.Project,
        Identity = By((VariableRow row) => row.Id),
        Order = [(By((VariableRow row) => row.Project), false), (By((VariableRow row) => row.Name), false)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("name", row => row.Name)
        .With("project", row => row.Project)
        .With("description", row => row.Description)
        .With("type", row => row.Type)
        .With("createdAt", row => row.CreatedAt)
        .With("_createTimeInMicros", row => row.CreatedAt)
        .With("updatedAt", row => row.UpdatedAt)
        .With("_updateTimeInMicros", row => row.UpdatedAt);

    /// <summary>Of <see cref="Slipway.Projects.CustomIntegrations.CustomIntegrationFields"/>.</summary>
    public static RowFields<CustomIntegrationRow> CustomIntegrations { get; } = new RowFields<CustomIntegrationRow>
    {
        Project = row => row.Project,
        Identity = By((CustomIntegrationRow row) => row.Id),
        Order = [(By((CustomIntegrationRow row) => row.Name), false)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("name", row => row.Name)
        .With("description", row => row.Description)
        .With("createdBy", row => row.CreatedBy)
        .With("createdAt", row => row.CreatedAt)
        .With("_createTimeInMicros", row => row.CreatedAt)
        .With("updatedAt", row => row.UpdatedAt)
        .With("_updateTimeInMicros", row => row.UpdatedAt);

    /// <summary>Of <see cref="Slipway.Projects.ProjectFields"/>.</summary>
    public static RowFields<ProjectRow> Projects { get; } = new RowFields<ProjectRow>
    {
        Project = row => row.Name,
        Identity = By((ProjectRow row) => row.Id),
        Order = [(By((ProjectRow row) => row.Name), false)],
    }
        .With("id", row => row.Id)
        .With("name", row => row.Name)
        .With("description", row => row.Description);

    /// <summary>Of <see cref="Triggers.Webhooks.WebhookFields"/>.</summary>
    public static RowFields<WebhookRow> Webhooks { get; } = new RowFields<WebhookRow>
    {
        Project = row => row.Project,
        Identity = By((WebhookRow row) => row.Id),
        Order = [(By((WebhookRow row) => row.Project), false), (By((WebhookRow row) => row.Name), false)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("name", row => row.Name)
        .With("project", row => row.Project)
        .With("description", row => row.Description)
        .With("endpoint", row => row.Endpoint)
        .With("serverType", row => row.ServerType)
        .With("repoName", row => row.Repository)
        .With("pipeline", row => row.Pipeline)
        .With("imageNameRegExPattern", row => row.ImageNamePattern)
        .With("tagNamePattern", row => row.TagPattern)
        .With("slug", row => row.Slug)
        .With("enabled", row => row.Enabled)
        .With("createdBy", row => row.Owner)
        .With("createdAt", row => row.CreatedAt)
        .With("_createTimeInMicros", row => row.CreatedAt)
        .With("updatedAt", row => row.UpdatedAt)
        .With("_updateTimeInMicros", row => row.UpdatedAt);

    /// <summary>Of <see cref="Slipway.Projects.Audit.AuditFields"/>.</summary>
    public static RowFields<AuditRow> Audit { get; } = new RowFields<AuditRow>
    {
        Project = row => row.Project,
        Identity = By((AuditRow row) => row.Sequence),
        Order = [(By((AuditRow row) => row.At), true), (By((AuditRow row) => row.Sequence), true)],
    }
        .With("id", row => row.Id)
        .With("_link", row => row.Id)
        .With("createdAt", row => row.At)
        .With("_createTimeInMicros", row => row.At)
        .With("who", row => row.Who)
        .With("from", row => row.Address)
        .With("action", row => row.Action)
        .With("kind", row => row.Kind)
        .With("resource", row => row.Resource)
        .With("project", row => row.Project)
        .With("name", row => row.Name)
        .With("message", row => row.Message);

    private static Expression<Func<TRow, TValue>> By<TRow, TValue>(Expression<Func<TRow, TValue>> value) => value;
}
