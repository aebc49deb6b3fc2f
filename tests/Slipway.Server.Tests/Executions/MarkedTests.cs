using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Slipway.Server.Executions.Pages;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class MarkedTests
{
    [Fact]
    public void A_list_shows_the_starred_input_and_output_and_each_tag_once()
    {
        var marked = Marked.Of(Run with { Output = new() { ["url"] = "https://shop.example" }, Tags = ["urgent", "web"] });

        marked.Values.Select(value => value.Title).ShouldBe(["Input TAG: 1.2", "Output url: https://shop.example"]);
        marked.Tags.ShouldBe(["web", "urgent"]);
        marked.TagText.ShouldBe("2 tags");
    }

    [Fact]
    public void What_is_not_there_yet_or_empty_is_not_shown()
    {
        Marked.Of(Run).Values.ShouldHaveSingleItem().Name.ShouldBe("TAG");
        Marked.Of(Run with { Input = new() { ["TAG"] = "" } }).Values.ShouldBeEmpty();
        Marked.Of(Run with { Definition = new Pipeline { Project = "acme", Name = "plain" } }).IsEmpty.ShouldBeTrue();
    }

    private static ExecutionState Run { get; } = new()
    {
        Id = new ExecutionId(Guid.NewGuid()),
        Version = 1,
        PipelineId = Guid.NewGuid(),
        Definition = new Pipeline { Project = "acme", Name = "shop", Tags = ["web"], Starred = new Starred("TAG", "url") },
        Index = 1,
        Input = new() { ["TAG"] = "1.2" },
        RequestedBy = "ada",
        RequestedAt = DateTimeOffset.UnixEpoch,
        Status = ExecutionStatus.Running,
        StatusMessage = "",
        Stages = [],
    };
}
