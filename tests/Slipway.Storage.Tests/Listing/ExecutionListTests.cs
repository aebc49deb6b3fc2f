using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Projects.Listing;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Listing;

public sealed class ExecutionListTests(ListedStores store) : IClassFixture<ListedStores>
{
    private static readonly Guid Tenth = new(10, 1, 2, [3, 4, 5, 6, 7, 8, 9, 370 % 256]);

    /// <summary>Every operator, and what it means for a row, said again by hand.</summary>
    private static readonly Dictionary<string, Func<ExecutionRow, bool>> Meanings = new()
    {
        ["name eq 'web'"] = row => row.Name == "web",
        ["name ne 'web'"] = row => row.Name != "web",
        ["name eq ''"] = row => row.Name.Length == 0,
        ["name eq 'it''s'"] = row => row.Name == "it's",
        ["toupper(name) eq 'WEB'"] = row => row.Name.Equals("WEB", StringComparison.OrdinalIgnoreCase),
        ["tolower(name) ne 'web'"] = row => !row.Name.Equals("web", StringComparison.OrdinalIgnoreCase),
        ["startswith(name, 'web')"] = row => row.Name.StartsWith("web", StringComparison.Ordinal),
        ["startswith(name, 'Web')"] = row => row.Name.StartsWith("Web", StringComparison.Ordinal),
        ["startswith(name, 'a%')"] = row => row.Name.StartsWith("a%", StringComparison.Ordinal),
        ["startswith(name, 'a_')"] = row => row.Name.StartsWith("a_", StringComparison.Ordinal),
        ["startswith(name, '')"] = row => true,
        ["startswith(name, '💥')"] = row => row.Name.StartsWith("💥", StringComparison.Ordinal),
        ["startswith(tolower(name), 'web')"] = row => row.Name.ToLowerInvariant().StartsWith("web", StringComparison.Ordinal),
        ["substringof('eb', name)"] = row => row.Name.Contains("eb", StringComparison.Ordinal),
        ["substringof('EB', name)"] = row => row.Name.Contains("EB", StringComparison.Ordinal),
        ["substringof('eb',tolower(name))"] = row => row.Name.ToLowerInvariant().Contains("eb", StringComparison.Ordinal),
        ["substringof('%', name)"] = row => row.Name.Contains('%', StringComparison.Ordinal),
        ["substringof('_', name)"] = row => row.Name.Contains('_', StringComparison.Ordinal),
        [@"substringof('\', name)"] = row => row.Name.Contains('\\', StringComparison.Ordinal),
        ["substringof('', name)"] = row => true,
        ["not substringof('e', name)"] = row => !row.Name.Contains('e', StringComparison.Ordinal),
        ["((name eq 'web') and (project eq 'project-0'))"] = row => row is { Name: "web", Project: "project-0" },
        ["name eq 'web' or name eq 'a%b' and status eq 'FAILED'"] = row => row.Name == "web" || (row.Name == "a%b" && row.Status == "FAILED"),
        ["(name eq 'web' or name eq 'a%b') and not (status eq 'FAILED')"] = row => row.Name is "web" or "a%b" && row.Status != "FAILED",
        ["((status eq 'FAILED') and (_nested eq 'false'))"] = row => row.Status == "FAILED",
        ["_nested"] = row => false,
        ["not _nested and index eq 1"] = row => row.Index == 1,
        ["index gt 38"] = row => row.Index > 38,
        ["index ge 38 and index lt '40'"] = row => row.Index is >= 38 and < 40,
        ["index le 2"] = row => row.Index <= 2,
        ["3 lt index"] = row => row.Index > 3,
        ["index ne 9999999999"] = row => true,
        ["index lt 9999999999"] = row => true,
        ["_requestTimeInMicros ge 1767323055000000"] = row => Microseconds.From(row.RequestedAt) >= 1767323055000000,
        ["_requestTimeInMicros eq 1767323055000000"] = row => Microseconds.From(row.RequestedAt) == 1767323055000000,
        ["createdAt lt '2026-01-02T03:04:10Z'"] = row => row.RequestedAt < new DateTimeOffset(2026, 1, 2, 3, 4, 10, TimeSpan.Zero),
        ["_requestTimeInMicros lt 9223372036854775807"] = row => true,
        ["_requestTimeInMicros gt -9223372036854775808"] = row => true,
        ["_startTime gt 0"] = row => row.StartedAt is not null,
        ["_startTime ne 0"] = row => true,
        ["updatedAt gt '2026-01-02T03:05:00Z'"] = row => (row.StartedAt ?? row.RequestedAt) > new DateTimeOffset(2026, 1, 2, 3, 5, 0, TimeSpan.Zero),
        [$"(id eq '{Tenth}')"] = row => row.Id == Tenth,
        [$"(id eq '{Tenth.ToString().ToUpperInvariant()}')"] = row => row.Id == Tenth,
        [$"id ne '{Tenth}'"] = row => row.Id != Tenth,
        ["id eq 'none'"] = row => false,
        ["id ne 'none'"] = row => true,
        ["_pipelineLink eq '/codestream/api/pipelines/00000003-0000-0000-0000-000000000000'"] = row => row.PipelineId == new Guid(3, 0, 0, new byte[8]),
        ["_pipelineLink eq '/pipeline/api/pipelines/00000003-0000-0000-0000-000000000000'"] = row => row.PipelineId == new Guid(3, 0, 0, new byte[8]),
        ["status ne 'FAILED'"] = row => row.Status != "FAILED",
        ["status ne 'no status'"] = row => true,
        ["status ne 'FAILED' and name eq 'web'"] = row => row.Status != "FAILED" && row.Name == "web",
        ["not status ne 'FAILED'"] = row => row.Status == "FAILED",
        ["_executedBy eq 'Grace'"] = row => row.RequestedBy == "Grace",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<Product, string> Filters => new(Enum.GetValues<Product>(), [.. Meanings.Keys]);

    public static MatrixTheoryData<Product, string> Orders => new(Enum.GetValues<Product>(), ["", "_requestTimeInMicros desc", "status, name desc", "_startTime", "_nested desc", "updatedAt"]);

    public static MatrixTheoryData<Product, string> Visible => new(Enum.GetValues<Product>(), ["project-1", "project-1,project-3", "project-1,project-3,nowhere", "nowhere", ""]);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_database_takes_a_filter_as_it_is_meant(Product product, string filter)
    {
        var expected = Newest(store.Executions.Where(Meanings[filter])).ToList();

        var page = await Queries(product).ListAsync(Query(filter) with { Take = 1000 }, null, Cancellation);

        page.Items.Select(execution => execution.Id.Value).ShouldBe(expected);
        page.TotalCount.ShouldBe(expected.Count);
        page.IsTotalExact.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_make_up_the_list_and_never_overlap(Product product, string order)
    {
        var query = new ListQuery { Order = order.Length is 0 ? [] : ListOrder.Parse(order, ExecutionFields.All).Order, Take = 7 };
        var seen = new List<Guid>();
        for (ListPage<ExecutionState>? page = null; page is null || page.Items.Count > 0;)
        {
            page = await Queries(product).ListAsync(query with { Skip = seen.Count }, null, Cancellation);
            page.TotalCount.ShouldBe(store.Executions.Count);
            seen.AddRange(page.Items.Select(execution => execution.Id.Value));
        }

        seen.Count.ShouldBe(store.Executions.Count);
        seen.ToHashSet().Count.ShouldBe(store.Executions.Count);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_far_down_are_the_same_however_and_from_whichever_end_they_are_reached(Product product, string order)
    {
        await using var db = await store.TablesAsync(product, Cancellation);
        var query = new ListQuery { Order = order.Length is 0 ? [] : ListOrder.Parse(order, ExecutionFields.All).Order, Filter = Query("status ne 'FAILED' and _executedBy eq 'ada'").Filter, Take = 7 };
        foreach (var skip in (int[])[0, 3, 40, 76, 79, 80, 500])
        {
            var plain = await db.Executions.ToPageAsync(query with { Skip = skip }, null, ListedFields.Executions, Cancellation);
            var walked = await db.Executions.ToPageAsync(query with { Skip = skip }, null, ListedFields.Executions, Cancellation, new(Read: 2, Merged: 2, Turned: int.MaxValue));
            var turned = await db.Executions.ToPageAsync(query with { Skip = skip }, null, ListedFields.Executions, Cancellation, new(Read: 2, Merged: 2, Turned: 0));

            walked.Items.Select(row => row.Id).ShouldBe(plain.Items.Select(row => row.Id));
            walked.TotalCount.ShouldBe(plain.TotalCount);
            turned.Items.Select(row => row.Id).ShouldBe(plain.Items.Select(row => row.Id));
            turned.TotalCount.ShouldBe(80);
        }
    }

    [Theory, EveryDatabase]
    public async Task An_order_is_the_one_that_was_asked_for(Product product)
    {
        var query = new ListQuery { Order = ListOrder.Parse("status, index desc", ExecutionFields.All).Order, Take = 1000 };

        var page = await Queries(product).ListAsync(query, null, Cancellation);

        page.Items.Select(execution => (execution.Status.Wire(), execution.Index)).ShouldBe(
            store.Executions.OrderBy(row => row.Status, StringComparer.Ordinal).ThenByDescending(row => row.Index).Select(row => (row.Status, row.Index)));
    }

    [Theory]
    [MemberData(nameof(Visible))]
    public async Task Only_executions_of_the_projects_that_may_be_seen_are_listed_and_counted(Product product, string names)
    {
        var projects = names.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        bool Seen(ExecutionRow row) => projects.Contains(row.Project);

        var all = await Queries(product).ListAsync(new ListQuery { Take = 10 }, projects, Cancellation);
        var either = await Queries(product).ListAsync(Query("name eq 'web' or name ne 'web'") with { Skip = 3, Take = 1000 }, projects, Cancellation);

        all.TotalCount.ShouldBe(store.Executions.Count(Seen));
        all.Items.Select(execution => execution.Id.Value).ShouldBe(Newest(store.Executions.Where(Seen)).Take(10));
        either.Items.Select(execution => execution.Id.Value).ShouldBe(Newest(store.Executions.Where(Seen)).Skip(3));

        await using var db = await store.TablesAsync(product, Cancellation);
        var joined = await db.Executions.ToPageAsync(new ListQuery { Skip = 5, Take = 10 }, projects, ListedFields.Executions, Cancellation, new(Read: 2, Merged: 1_000, Turned: int.MaxValue));
        joined.Items.Select(row => row.Id).ShouldBe(Newest(store.Executions.Where(Seen)).Skip(5).Take(10));
    }

    [Theory, EveryDatabase]
    public async Task A_filter_with_as_many_comparisons_as_are_read_is_answered(Product product)
    {
        var filter = string.Join(" or ", Enumerable.Range(0, ListLimits.FilterTerms).Select(number => $"statusMessage eq 'Stage.Task: number {number}'"));

        (await Queries(product).ListAsync(Query(filter), null, Cancellation)).TotalCount.ShouldBe(ListLimits.FilterTerms);
        (await Queries(product).ListAsync(Query(filter.Replace(" or ", " and ", StringComparison.Ordinal)), null, Cancellation)).TotalCount.ShouldBe(0);
    }

    private IExecutionQueries Queries(Product product) => store.Get<IExecutionQueries>(product);

    private static IEnumerable<Guid> Newest(IEnumerable<ExecutionRow> rows) =>
        rows.OrderByDescending(row => row.RequestedAt).ThenByDescending(row => row.Id.ToString(), StringComparer.Ordinal).Select(row => row.Id);

    private static ListQuery Query(string filter)
    {
        var read = ListFilter.Parse(filter, ExecutionFields.All);
        return new ListQuery { Filter = read.Filter.ShouldNotBeNull(read.Problem) };
    }
}
