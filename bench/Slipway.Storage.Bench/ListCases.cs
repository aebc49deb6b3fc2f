using Microsoft.EntityFrameworkCore;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Projects.Audit;
using Slipway.Projects.Listing;
using Slipway.Triggers.Events;

namespace Slipway.Storage.Bench;

/// <summary>A list that somebody asks for.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="RunAsync">Asks for it; the answer is how many rows came, and how many there are.</param>
/// <param name="HasBudget">Whether the budget is promised for it. A search that no index helps reads the table until it has a page.</param>
internal sealed record ListCase(string Name, Func<CancellationToken, Task<(int Rows, int Total)>> RunAsync, bool HasBudget = true)
{
    public static IEnumerable<ListCase> All(FilledStores stores)
    {
        var executions = stores.Get<IExecutionQueries>();
        var events = stores.Get<IEventQueries>();

        ListCase Executions(string name, string filter = "", string order = "_requestTimeInMicros desc", int skip = 0, string[]? projects = null, bool budget = true) => new(
            name,
            async cancellation => Of(await executions.ListAsync(Query(filter, order, skip, ExecutionFields.All), projects?.ToHashSet(), cancellation)),
            budget);
        ListCase Events(string name, string filter = "", string order = "timeStampInMicros desc", int skip = 0, string[]? projects = null) => new(
            name,
            async cancellation => Of(await events.ListAsync(Query(filter, order, skip, EventFields.All), projects?.ToHashSet(), cancellation)));
        ListCase Console(string name, ExecutionFilter filter) => new(name, async cancellation =>
        {
            return Of(await executions.ListAsync(filter, 0, 25, cancellation));
        });

        yield return Executions("the newest");
        yield return Executions("$skip=100000", skip: 100_000);
        yield return Executions("$skip=500000", skip: 500_000);
        yield return Executions("$skip=900000", skip: 900_000);
        yield return Executions("status eq 'FAILED' and _nested eq 'false'", "((status eq 'FAILED') and (_nested eq 'false'))");
        yield return Executions("status eq 'RUNNING' (0.1 %)", "status eq 'RUNNING'");
        yield return Executions("status ne 'COMPLETED'", "status ne 'COMPLETED'");
        yield return Executions("project eq", "project eq 'project-3'");
        yield return Executions("project eq and status eq", "((project eq 'project-3') and (status eq 'FAILED'))");
        yield return Executions("name eq and project eq", "((name eq 'pipeline-12') and (project eq 'project-3'))");
        yield return Executions("name eq and status eq", "((name eq 'pipeline-12') and (status eq 'QUEUED'))");
        yield return Executions("name eq what is not there", "name eq 'nothing'");
        yield return Executions("id eq", "(id eq '00000064-0000-7000-8000-003dcdab8924')");
        yield return Executions("id eq, or id eq", "id eq '00000064-0000-7000-8000-003dcdab8924' or id eq '00000065-0000-7000-8000-003e6be302d5'");
        yield return Executions("startswith(name, …) (no index)", "startswith(name, 'pipeline-1')", budget: false);
        yield return Executions("substringof(…, tolower(name)) (no index)", "substringof('line-12',tolower(name))", budget: false);
        yield return Executions("… in a project", "substringof('line-12',tolower(name)) and project eq 'project-3'", budget: false);
        yield return Executions("_requestTimeInMicros gt", "_requestTimeInMicros gt 1700900000000000");
        yield return Executions("one pipeline's", "_pipelineLink eq '/codestream/api/pipelines/0000000c-0000-8000-8000-00076a99b44c'");
        yield return Executions("$orderby=name", order: "name");
        yield return Executions("member of 1 project", projects: ["project-3"]);
        yield return Executions("member of 1 rare project", projects: ["project-rare"]);
        yield return Executions("member of 3 projects", projects: ["project-1", "project-2", "project-3"]);
        yield return Executions("member of 3 projects, $skip=1000", skip: 1000, projects: ["project-1", "project-2", "project-3"]);
        yield return Executions("member of 2 projects that have nothing", projects: ["project-none", "project-nothing"]);
        yield return Executions("member of 3 projects, status eq 'FAILED'", "status eq 'FAILED'", projects: ["project-1", "project-2", "project-rare"]);
        yield return Executions("member of 3 projects, name eq", "name eq 'pipeline-12'", projects: ["project-1", "project-2", "project-rare"]);
        yield return Executions("substringof what is nowhere (no index)", "substringof('nowhere', comments)", budget: false);
        yield return Console("console: the newest", new ExecutionFilter());
        yield return Console("console: status FAILED", new ExecutionFilter(Status: ExecutionStatus.Failed));
        yield return Console("console: member of 3 projects", new ExecutionFilter(VisibleProjects: new HashSet<string> { "project-1", "project-2", "project-3" }));
        yield return Console("console: by", new ExecutionFilter { By = "user-7" });
        yield return Console("console: by, status FAILED", new ExecutionFilter(Status: ExecutionStatus.Failed) { By = "user-7" });
        yield return Console("console: by, who is not there", new ExecutionFilter { By = "nobody" });
        yield return Console("console: pipeline", new ExecutionFilter { Pipeline = "pipeline-12" });
        yield return Console("console: pipeline, status FAILED", new ExecutionFilter(Status: ExecutionStatus.Failed) { Pipeline = "pipeline-12" });
        yield return Console("console: pipeline, by", new ExecutionFilter { Pipeline = "pipeline-12", By = "user-7" });
        yield return Console("console: pipeline, message of all", new ExecutionFilter { Pipeline = "pipeline-12", Message = "Execution Completed." });
        yield return Console("console: pipeline, message of none", new ExecutionFilter { Pipeline = "pipeline-12", Message = "Stopped." });
        yield return Console("console: pipeline, comments of one", new ExecutionFilter { Pipeline = "pipeline-12", Comments = "pushed by hand 148" });
        foreach (var dashboard in OfDashboard(stores))
        {
            yield return dashboard;
        }

        yield return Events("events: the newest");
        yield return Events("events: $skip=90000", skip: 90_000);
        yield return Events("events: project eq", "project eq 'project-3'");
        yield return Events("events: name eq and project eq", "((name eq 'webhook-7') and (project eq 'project-3'))");
        yield return Events("events: outcome eq", "outcome eq 'FAILED'", order: "");
        yield return Events("events: substringof(…, message), nowhere", "substringof('nowhere', message)");
        yield return Events("events: member of 3 projects", projects: ["project-1", "project-2", "project-3"]);
        foreach (var audit in OfAudit(stores))
        {
            yield return audit;
        }
    }

    // What the console's first page asks for; it reads these once, and the figures again at most every two seconds.
    private static IEnumerable<ListCase> OfDashboard(FilledStores stores)
    {
        var history = stores.Get<IExecutionHistory>();
        var ids = new Lazy<Task<List<Guid>>>(async () =>
        {
            await using var db = await stores.TablesAsync(CancellationToken.None);
            return await db.Executions.Select(execution => execution.PipelineId).Distinct().ToListAsync();
        });
        var newest = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + 1_000_000);

        static async Task<(int Rows, int Total)> CountAsync<T>(Task<IReadOnlyList<T>> rows) => ((await rows).Count, 0);

        yield return new("dashboard: runs now", cancellation => CountAsync(history.UnfinishedAsync(null, 100, cancellation)));
        yield return new("dashboard: runs now, member of 3 projects", cancellation => CountAsync(history.UnfinishedAsync(new HashSet<string> { "project-1", "project-2", "project-3" }, 100, cancellation)));
        yield return new("dashboard: failed in a day", cancellation => CountAsync(history.FailedSinceAsync(newest.AddDays(-1), null, 100, cancellation)));
        yield return new("dashboard: last completed of 20 pipelines", async cancellation => await CountAsync(history.LastCompletedAsync([.. (await ids.Value).Take(20)], cancellation)));
        yield return new("dashboard: 100 each of 20 pipelines", async cancellation => await CountAsync(history.SinceAsync(DateTimeOffset.UnixEpoch, [.. (await ids.Value).Take(20)], 100, cancellation)));
        yield return new("pipeline: the last 5,000", async cancellation => await CountAsync(history.SinceAsync(DateTimeOffset.UnixEpoch, [(await ids.Value)[0]], 5_000, cancellation)), HasBudget: false);
    }

    private static IEnumerable<ListCase> OfAudit(FilledStores stores)
    {
        var log = stores.Get<IAuditLog>();

        ListCase Audit(string name, string filter = "", int skip = 0, string[]? projects = null, bool budget = true) => new(
            $"audit: {name}",
            async cancellation => Of(await log.ListAsync(Query(filter, "", skip, AuditFields.All), projects?.ToHashSet(), cancellation)),
            budget);

        yield return Audit("the newest");
        yield return Audit("$skip=900000", skip: 900_000);
        yield return Audit("who eq", "who eq 'user-7'");
        yield return Audit("kind eq", "kind eq 'PIPELINE'");
        yield return Audit("kind eq (0.1 %)", "kind eq 'PROJECT'");
        yield return Audit("action eq (0.01 %)", "action eq 'DELETE'");
        yield return Audit("who eq and action eq (0.01 %)", "who eq 'user-7' and action eq 'DELETE'");
        yield return Audit("project eq", "project eq 'project-4'");
        yield return Audit("project eq and kind eq", "project eq 'project-4' and kind eq 'PIPELINE'");
        yield return Audit("createdAt ge and lt, long ago", "createdAt ge '2023-11-15T00:00:00Z' and createdAt lt '2023-11-15T01:00:00Z'");
        yield return Audit("who eq and createdAt lt, long ago", "who eq 'user-7' and createdAt lt '2023-11-15T01:00:00Z'");
        yield return Audit("substringof(…, name) (no index)", "substringof('line-12', name)", budget: false);
        yield return Audit("administrator of 1 project", projects: ["project-4"]);
        yield return Audit("administrator of 3 projects", projects: ["project-1", "project-2", "project-4"]);
        yield return Audit("administrator of 3 projects, kind eq", "kind eq 'PIPELINE'", projects: ["project-1", "project-2", "project-4"]);
    }

    private static (int Rows, int Total) Of<T>(ListPage<T> page) => (page.Items.Count, page.TotalCount);

    private static ListQuery Query(string filter, string order, int skip, ListFields fields) => new()
    {
        Filter = filter.Length is 0 ? null : ListFilter.Parse(filter, fields) is { Filter: { } read } ? read : throw new InvalidOperationException(ListFilter.Parse(filter, fields).Problem),
        Order = order.Length is 0 ? [] : ListOrder.Parse(order, fields).Order,
        Skip = skip,
    };
}
