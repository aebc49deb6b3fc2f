using Slipway.Projects.Listing;

namespace Slipway.Triggers.Events;

/// <summary>By what events can be filtered and ordered.</summary>
public static class EventFields
{
    private static readonly ListField name = new("name", FieldKind.Text);

    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        name,
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

    /// <summary>Events of the webhook of that name.</summary>
    public static Filter OfWebhook(string webhook) => new Filter.Compare(new FieldTerm(name), Comparison.Equal, new FilterValue.Text(webhook));
}
