using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Checks;

public sealed class FlowTests
{
    [Theory]
    [InlineData("Last", "${Prepare.First.output.responseBody}", null)]
    [InlineData("Last", "${Prepare.First.status}", null)]
    [InlineData("Left", "${Prepare.First.output.responseBody}", null)]
    [InlineData("First", "${Prepare.First.input.url}", null)]
    [InlineData("First", "${Prepare.First.output.responseBody}", "SW1205: Task 'First' of stage 'Prepare': ${Prepare.First.output.responseBody} reads task 'First', which is the task itself. A task can read its own input only.")]
    [InlineData("First", "${Prepare.Left.output.responseBody}", "SW1205: Task 'First' of stage 'Prepare': ${Prepare.Left.output.responseBody} reads task 'Left', which runs later. Change the order, or read a task that has ended by then.")]
    [InlineData("First", "${Finish.Last.status}", "SW1205: Task 'First' of stage 'Prepare': ${Finish.Last.status} reads task 'Last', which runs later, in stage 'Finish'.")]
    [InlineData("Left", "${Prepare.Right.output.responseBody}", "SW1206: Task 'Left' of stage 'Prepare': ${Prepare.Right.output.responseBody} reads task 'Right', which runs at the same time. Put 'Right' into an item of 'taskOrder' of its own, before this task's.")]
    [InlineData("Last", "${Prepare.Idle.output.responseBody}", "SW1208: Task 'Last' of stage 'Finish': ${Prepare.Idle.output.responseBody} reads task 'Idle', which never runs. Put it into the order of its stage, before this task.")]
    [InlineData("Idle", "${Finish.Last.output.responseBody}", null)]
    public void A_task_reads_what_has_ended_by_then(string reader, string expression, string? says)
    {
        var yaml = Pipeline.Replace($"http://{reader}", expression, StringComparison.Ordinal);

        var told = DocumentFile.Read(yaml).Diagnostics.Where(d => d.Code is not "SW1105").Select(d => d.ToString()).ToList();

        if (says is null)
        {
            told.ShouldBeEmpty();
        }
        else
        {
            told.ShouldHaveSingleItem().ShouldContain($": error {says}");
        }
    }

    [Theory]
    [InlineData("${Prepare.First.output.responseBody}", null, true)]
    [InlineData("${Prepare.First.input.url}", null, true)]
    [InlineData("${Prepare.First.status}", null, false)]
    [InlineData("${Prepare.First.output.status}", null, false)]
    [InlineData("${Prepare.First.output.responseBody}", "${input.go} == \"YES\"", false)]
    [InlineData("${Prepare.First.output.responseBody}", "${input.go} == \"YES\" && ${requestBy} != \"system\"", false)]
    [InlineData("${Prepare.First.output.responseBody}", "${Prepare.First.status} == \"COMPLETED\"", false)]
    [InlineData("${Prepare.First.output.responseBody}", "${requestBy} != \"system\"", true)]
    public void A_task_that_may_have_been_skipped_is_read_with_care(string expression, string? condition, bool warns)
    {
        var yaml = Pipeline
            .Replace("First: {", "First: {preCondition: '${input.go} == \"YES\"', ", StringComparison.Ordinal)
            .Replace("http://Last", expression, StringComparison.Ordinal)
            .Replace("Last: {", condition is null ? "Last: {" : $"Last: {{preCondition: '{condition}', ", StringComparison.Ordinal);

        var result = DocumentFile.Read(yaml);

        result.HasErrors.ShouldBeFalse(string.Join('\n', result.Diagnostics));
        result.Diagnostics.Any(d => d.Code is "SW1207" && d.Severity is Severity.Warning).ShouldBe(warns, string.Join('\n', result.Diagnostics));
    }

    [Fact]
    public void A_condition_may_ask_for_what_was_skipped() =>
        DocumentFile.Read(Pipeline
            .Replace("First: {", "First: {preCondition: '${input.go} == \"YES\"', ", StringComparison.Ordinal)
            .Replace("Last: {", "Last: {preCondition: '${Prepare.First.output.responseBody} != null', ", StringComparison.Ordinal))
            .Diagnostics.ShouldNotContain(d => d.Code == "SW1207");

    [Fact]
    public void An_output_that_no_task_of_the_type_has_is_told_with_what_was_probably_meant() =>
        DocumentFile.Read(Pipeline.Replace("http://Last", "${Prepare.First.output.responseBdoy.token}", StringComparison.Ordinal))
            .Diagnostics.Where(d => d.Code is "SW1209").ShouldHaveSingleItem().ToString()
            .ShouldEndWith("reads the output 'responseBdoy' of task 'First', and tasks of type REST have none of that name. Did you mean 'responseBody'?");

    private const string Pipeline = """
        project: P
        kind: PIPELINE
        name: N
        input: {go: 'NO'}
        stageOrder: [Prepare, Finish]
        stages:
          Prepare:
            taskOrder:
            - First
            - Left,Right
            tasks:
              First: {type: REST, input: {action: get, url: "http://First"}}
              Left: {type: REST, input: {action: get, url: "http://Left"}}
              Right: {type: REST, input: {action: get, url: "http://Right"}}
              Idle: {type: REST, input: {action: get, url: "http://Idle"}}
          Finish:
            taskOrder: [Last]
            tasks:
              Last: {type: REST, input: {action: get, url: "http://Last"}}

        """;
}
