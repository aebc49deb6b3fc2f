using Slipway.Projects.Listing;

namespace Slipway.Triggers.Webhooks;

/// <summary>By what webhooks can be filtered and ordered.</summary>
public static class WebhookFields
{
    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        new ListField("name", FieldKind.Text),
        new ListField("project", FieldKind.Text),
        new ListField("description", FieldKind.Text),
        new ListField("endpoint", FieldKind.Text),
        new ListField("serverType", FieldKind.Text),
        new ListField("repoName", FieldKind.Text),
        new ListField("pipeline", FieldKind.Text),
        new ListField("imageNameRegExPattern", FieldKind.Text),
        new ListField("tagNamePattern", FieldKind.Text),
        new ListField("slug", FieldKind.Text),
        new ListField("enabled", FieldKind.Boolean),
        new ListField("createdBy", FieldKind.Text),
        new ListField("createdAt", FieldKind.Moment),
        new ListField("_createTimeInMicros", FieldKind.Moment),
        new ListField("updatedAt", FieldKind.Moment),
        new ListField("_updateTimeInMicros", FieldKind.Moment));
}
