using Shouldly;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Pipelines;
using Slipway.Server.Executions.Pages;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class ExecutionRowsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_execution_goes_on_top_and_the_last_row_makes_room()
    {
        var rows = Page(size: 2, total: 2, Run(1), Run(2)).With([Run(3)]);

        rows.Rows.Select(row => row.Index).ShouldBe([3, 2]);
        rows.TotalCount.ShouldBe(3);
    }

    [Fact]
    public void A_change_takes_the_place_of_what_was_known()
    {
        var run = Run(2);
        var rows = Page(size: 2, total: 2, Run(1), run).With([run with { Version = 2, StatusMessage = "later" }]);

        rows.Rows[0].StatusMessage.ShouldBe("later");
        rows.TotalCount.ShouldBe(2);
    }

    [Fact]
    public void What_is_older_than_what_is_known_changes_nothing()
    {
        var run = Run(1) with { Version = 5, StatusMessage = "later" };

        Page(size: 2, total: 1, run).With([run with { Version = 4, StatusMessage = "earlier" }]).Rows[0].StatusMessage.ShouldBe("later");
    }

    [Fact]
    public void An_execution_that_no_longer_matches_leaves_and_one_that_begins_to_match_comes()
    {
        var running = Run(1);
        var failed = Run(2) with { Status = ExecutionStatus.Failed };
        var rows = Page(size: 2, total: 1, running) with { Filter = new ExecutionFilter(Status: ExecutionStatus.Running) };

        rows.With([failed]).ShouldBeSameAs(rows);
        rows = rows.With([running with { Version = 2, Status = ExecutionStatus.Completed }]);
        rows.Rows.ShouldBeEmpty();
        rows.TotalCount.ShouldBe(0);
        rows.With([Run(3)]).Rows.ShouldHaveSingleItem().Index.ShouldBe(3);
    }

    [Fact]
    public void A_list_that_was_narrowed_takes_what_belongs_to_it_alone()
    {
        var rows = Page(size: 5, total: 1, Run(1)) with { Filter = new ExecutionFilter { Pipeline = "web", By = "ada" } };

        rows.With([Run(2) with { RequestedBy = "eve" }]).ShouldBeSameAs(rows);
        rows.With([Run(3)]).Rows.Select(row => row.Index).ShouldBe([3, 1]);
    }

    [Fact]
    public void A_change_of_an_execution_on_another_page_is_not_taken_for_a_new_one()
    {
        var rows = Page(size: 2, total: 3, Run(2), Run(3));

        rows.With([Run(1) with { Version = 2 }]).ShouldBeSameAs(rows);
        (rows with { Page = 2 }).With([Run(4)]).Rows.Length.ShouldBe(2);
    }

    private static ExecutionRows Page(int size, int total, params ExecutionState[] oldestFirst) =>
        new(new ExecutionFilter(), 1, size, [.. oldestFirst.Reverse()], total);

    private static ExecutionState Run(int index) => new()
    {
        Id = new ExecutionId(Guid.NewGuid()),
        Version = 1,
        PipelineId = Guid.NewGuid(),
        Definition = new Pipeline { Project = "acme", Name = "web" },
        Index = index,
        Input = [],
        RequestedBy = "ada",
        RequestedAt = Noon.AddSeconds(index),
        Status = ExecutionStatus.Running,
        StatusMessage = "",
        Stages = [],
    };
}
