using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class OutputTests
{
    [Fact]
    public void The_outputs_of_a_pipeline_are_bound_when_it_has_ended_well()
    {
        var pipeline = Sample.Pipeline("Build: Pack") with { Output = new() { ["image"] = JsonValue.Create("acme/web:${Build.Pack.output.tag}"), ["size"] = JsonValue.Create("${Build.Pack.output.size}") } };

        var ended = pipeline.Running().Done("Build", "Pack", new() { ["tag"] = "1.0.0", ["size"] = 12 });

        ended.Output!["image"]!.GetValue<string>().ShouldBe("acme/web:1.0.0");
        ended.Output["size"]!.GetValue<int>().ShouldBe(12);
        pipeline.Running().Failed("Build", "Pack", "no").Output.ShouldBeNull();
    }

    [Fact]
    public void An_output_of_a_task_that_left_nothing_is_blank_and_does_not_fail_what_was_done()
    {
        var pipeline = Sample.Pipeline("Build: Pack") with { Output = new() { ["image"] = JsonValue.Create("${Build.Pack.output.tag}") } };

        var ended = pipeline.Running().Done("Build", "Pack");

        (ended.Status, ended.Output!["image"]).ShouldBe((ExecutionStatus.Completed, null));
    }

    [Fact]
    public void A_secret_in_an_output_or_an_input_is_masked_for_everybody_but_the_engine()
    {
        var pipeline = Sample.Pipeline("Build: Pack") with { Output = new() { ["login"] = JsonValue.Create("bob:${var.password}") } };
        var running = pipeline.Running() with
        {
            Variables = ImmutableDictionary<string, Value>.Empty.Add("password", new Value(JsonValue.Create("hunter22"), IsSecret: true)),
            Input = new() { ["given"] = JsonValue.Create("hunter22") },
        };

        var ended = running.Done("Build", "Pack");

        ended.Output!["login"]!.GetValue<string>().ShouldBe("bob:hunter22");
        ended.Masked().Output!["login"]!.GetValue<string>().ShouldBe("bob:******");
        ended.Masked().Input["given"]!.GetValue<string>().ShouldBe("******");
    }
}
