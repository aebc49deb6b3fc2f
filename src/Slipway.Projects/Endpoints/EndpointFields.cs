using Slipway.Projects.Listing;

namespace Slipway.Projects.Endpoints;

/// <summary>By what endpoints can be filtered and ordered.</summary>
public static class EndpointFields
{
    private static readonly ListField type = new("type", FieldKind.Text);

    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        new ListField("name", FieldKind.Text),
        new ListField("project", FieldKind.Text),
        new ListField("description", FieldKind.Text),
        type,
        new ListField("createdAt", FieldKind.Moment),
        new ListField("_createTimeInMicros", FieldKind.Moment),
        new ListField("updatedAt", FieldKind.Moment),
        new ListField("_updateTimeInMicros", FieldKind.Moment));

    /// <summary>Holds for endpoints of this type.</summary>
    public static Filter OfType(string name) => new Filter.Compare(new FieldTerm(type), Comparison.Equal, new FilterValue.Text(name));
}
