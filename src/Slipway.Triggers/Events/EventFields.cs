using Slipway.Projects.Listing;

namespace Slipway.Triggers.Events;

/// <summary>By what events can be filtered and ordered.</summary>
public static class EventFields
{
    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        new ListField("name", FieldKind.Text),
        new ListField("project", FieldKind.Text),
        new ListField("pipeline", FieldKind.Text),
        new ListField("owner", FieldKind.Text),
        new ListField("imageName", FieldKind.Text),
        new ListField("tag", FieldKind.Text),
        new ListField("outcome", FieldKind.Text),
        new ListField("origin", FieldKind.Text),
        new ListField("digest", FieldKind.Text),
        new ListField("message", FieldKind.Text),
        new ListField("executionStatus", FieldKind.Text),
        new ListField("executionIndex", FieldKind.Number),
        new ListField("executionLink", FieldKind.Link),
        new ListField("deliveryId", FieldKind.Id),
        new ListField("timeStampInMicros", FieldKind.Moment),
        new ListField("createdAt", FieldKind.Moment),
        new ListField("_createTimeInMicros", FieldKind.Moment));
}
