using Slipway.Projects.Listing;

namespace Slipway.Projects.CustomIntegrations;

/// <summary>By what custom integrations can be filtered and ordered.</summary>
public static class CustomIntegrationFields
{
    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        new ListField("name", FieldKind.Text),
        new ListField("description", FieldKind.Text),
        new ListField("createdBy", FieldKind.Text),
        new ListField("createdAt", FieldKind.Moment),
        new ListField("_createTimeInMicros", FieldKind.Moment),
        new ListField("updatedAt", FieldKind.Moment),
        new ListField("_updateTimeInMicros", FieldKind.Moment));
}
