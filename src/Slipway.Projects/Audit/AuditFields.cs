using Slipway.Projects.Listing;

namespace Slipway.Projects.Audit;

/// <summary>By what the audit can be filtered and ordered; not by what was before and after.</summary>
public static class AuditFields
{
    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        new ListField("createdAt", FieldKind.Moment),
        new ListField("_createTimeInMicros", FieldKind.Moment),
        new ListField("who", FieldKind.Text),
        new ListField("from", FieldKind.Text),
        new ListField("action", FieldKind.Text),
        new ListField("kind", FieldKind.Text),
        new ListField("resource", FieldKind.Text),
        new ListField("project", FieldKind.Text),
        new ListField("name", FieldKind.Text),
        new ListField("message", FieldKind.Text));
}
