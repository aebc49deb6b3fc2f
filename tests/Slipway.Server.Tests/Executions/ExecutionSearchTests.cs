using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Server.Executions.Pages;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class ExecutionSearchTests
{
    [Fact]
    public void An_address_says_what_is_looked_for_and_reading_it_gives_the_same()
    {
        var search = new ExecutionSearch { Status = ExecutionStatus.RollbackFailed, Text = "a&b", Project = "acme", Pipeline = "Deploy web", By = "ada", Message = "100 % = done?", Comments = " two  blanks ", IsTable = true };

        Read(search.Address).ShouldBe(search);
        search.Address.ShouldStartWith("/executions?status=rollback_failed&text=a%26b&project=acme&pipeline=Deploy%20web&by=ada&");
        new ExecutionSearch().Address.ShouldBe("/executions");
        Read("/executions?status=nonsense&by=&as=heap").ShouldBe(new ExecutionSearch());
    }

    [Fact]
    public void Who_chooses_no_pipeline_any_more_chooses_none_of_its_messages()
    {
        var search = new ExecutionSearch { Pipeline = "web", By = "ada", Message = "Done.", Comments = "why" };

        search.Chosen.Select(one => (one.Name, one.Value)).ShouldBe([("Pipeline", "web"), ("By", "ada"), ("Message", "Done."), ("Comments", "why")]);
        search.Chosen.First().Without.ShouldBe(new ExecutionSearch { By = "ada" });
        search.Chosen.Last().Without.ShouldBe(search with { Comments = null });
    }

    [Fact]
    public void Only_what_leaves_something_out_can_have_left_out_everything()
    {
        new ExecutionSearch { Project = "acme", IsTable = true }.IsAny.ShouldBeFalse();
        new ExecutionSearch { By = "ada" }.IsAny.ShouldBeTrue();
        new ExecutionSearch { Status = ExecutionStatus.Failed }.IsAny.ShouldBeTrue();
    }

    private static ExecutionSearch Read(string address)
    {
        var query = QueryHelpers.ParseQuery(address.Split('?') is [_, var text] ? text : "");
        return ExecutionSearch.Of(Part("status"), Part("text"), Part("project"), Part("pipeline"), Part("by"), Part("message"), Part("comments"), Part("as"));

        string? Part(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
    }
}
