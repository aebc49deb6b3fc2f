using Slipway.Projects.Listing;

namespace Slipway.Projects;

/// <summary>By what projects can be filtered and ordered.</summary>
public static class ProjectFields
{
    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("name", FieldKind.Text),
        new ListField("description", FieldKind.Text));
}
