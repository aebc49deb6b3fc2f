using Slipway.Projects.Listing;

namespace Slipway.Execution.UserOperations;

/// <summary>By what user operations can be filtered and ordered.</summary>
public static class UserOperationFields
{
    private static readonly ListField status = new("status", FieldKind.Text);

    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        new ListField("index", FieldKind.Text),
        new ListField("name", FieldKind.Text),
        new ListField("project", FieldKind.Text),
        new ListField("summary", FieldKind.Text),
        new ListField("description", FieldKind.Text),
        status,
        new ListField("executionId", FieldKind.Id),
        new ListField("executionLink", FieldKind.Link),
        new ListField("executionIndex", FieldKind.Number),
        new ListField("pipelineId", FieldKind.Id),
        new ListField("pipelineName", FieldKind.Text),
        new ListField("requestedBy", FieldKind.Text),
        new ListField("respondedBy", FieldKind.Text),
        new ListField("respondedByEmail", FieldKind.Text),
        new ListField("responseMessage", FieldKind.Text),
        new ListField("_requestedOnInMicros", FieldKind.Moment),
        new ListField("_expiresOnInMicros", FieldKind.Moment),
        new ListField("respondedOnInMicros", FieldKind.Moment),
        new ListField("createdAt", FieldKind.Moment),
        new ListField("updatedAt", FieldKind.Moment));

    /// <summary>Holds for those that wait for an answer.</summary>
    public static Filter Active { get; } = new Filter.Compare(new FieldTerm(status), Comparison.Equal, new FilterValue.Text(UserOperationStatus.Active.Wire()));

    /// <summary>Holds for those that were closed.</summary>
    public static Filter Closed { get; } = new Filter.Compare(new FieldTerm(status), Comparison.NotEqual, new FilterValue.Text(UserOperationStatus.Active.Wire()));
}
