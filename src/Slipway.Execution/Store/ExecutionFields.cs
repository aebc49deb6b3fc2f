using Slipway.Execution.State;
using Slipway.Projects.Listing;

namespace Slipway.Execution.Store;

/// <summary>By what executions can be filtered and ordered.</summary>
public static class ExecutionFields
{
    private static readonly ListField pipeline = new("_pipelineLink", FieldKind.Link);

    private static readonly ListField status = new("status", FieldKind.Text);

    private static readonly ListField index = new("index", FieldKind.Number);

    /// <summary>As the documents of the API name them.</summary>
    public static ListFields All { get; } = new(
        new ListField("id", FieldKind.Id),
        new ListField("_link", FieldKind.Link),
        new ListField("name", FieldKind.Text),
        new ListField("project", FieldKind.Text),
        index,
        status,
        new ListField("statusMessage", FieldKind.Text),
        new ListField("comments", FieldKind.Text),
        new ListField("_executedBy", FieldKind.Text),
        new ListField("_requestTimeInMicros", FieldKind.Moment),
        new ListField("_startTime", FieldKind.Moment),
        new ListField("_endTime", FieldKind.Moment),
        new ListField("createdAt", FieldKind.Moment),
        new ListField("updatedAt", FieldKind.Moment),
        new ListField("_nested", FieldKind.Boolean),
        pipeline);

    /// <summary>Holds for the executions that have this number.</summary>
    public static Filter WithIndex(int number) => new Filter.Compare(new FieldTerm(index), Comparison.Equal, new FilterValue.Number(number));

    /// <summary>Holds for the executions of one pipeline.</summary>
    public static Filter OfPipeline(Guid id) => new Filter.Compare(new FieldTerm(pipeline), Comparison.Equal, new FilterValue.Id(id));

    /// <summary>Holds for executions that ended well.</summary>
    public static Filter Completed { get; } = new Filter.Compare(new FieldTerm(status), Comparison.Equal, new FilterValue.Text(ExecutionStatus.Completed.Wire()));

    /// <summary>Holds for the executions that this means, but for its text and for who asks; null when it leaves nothing out.</summary>
    public static Filter? Of(ExecutionFilter filter)
    {
        List<Filter> all = [];
        Add("project", filter.Project);
        Add("status", filter.Status?.Wire());
        Add("name", filter.Pipeline);
        Add("_executedBy", filter.By);
        Add("statusMessage", filter.Message);
        Add("comments", filter.Comments);
        if (filter.PipelineId is { } id)
        {
            all.Add(OfPipeline(id));
        }

        return ListFilter.All(all);

        void Add(string field, string? text)
        {
            if (text is not null)
            {
                all.Add(new Filter.Compare(new FieldTerm(All.Find(field)!), Comparison.Equal, new FilterValue.Text(text)));
            }
        }
    }
}
