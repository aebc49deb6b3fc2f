using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

/// <summary><c>timeout</c>, <c>retry</c> and <c>onInterrupt</c> of a task.</summary>
public sealed class TriedAgainTests
{
    [Fact]
    public void A_task_says_how_long_it_may_take_how_often_it_is_tried_and_what_a_restart_means()
    {
        var task = Task("timeout: 1h30m\nretry: {attempts: 3, delay: 20s, maxDelay: 10m}\nonInterrupt: retry");

        task.Timeout.ShouldBe(TimeSpan.FromMinutes(90));
        task.Retry.ShouldBe(new Retry(3) { Delay = TimeSpan.FromSeconds(20), MaxDelay = TimeSpan.FromMinutes(10) });
        task.OnInterrupt.ShouldBe(InterruptedTask.Retry);
    }

    [Theory]
    [InlineData("tags: [a]")]
    [InlineData("timeout:\nretry:\nonInterrupt:")]
    [InlineData("timeout: ''\nretry: ''\nonInterrupt: ''")]
    [InlineData("retry: []\nonInterrupt: fail")]
    public void Without_them_it_takes_as_long_as_it_takes_and_is_tried_once(string keys)
    {
        var task = Task(keys);

        task.Timeout.ShouldBeNull();
        task.Retry.ShouldBeNull();
        task.OnInterrupt.ShouldBe(InterruptedTask.Fail);
        DocumentJson.Write(Read(keys).Documents[0])["stages"]!["Build"]!["tasks"]!["Publish"]!.AsObject().Select(p => p.Key).Except(["type", "input", "tags"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("retry: 3")]
    [InlineData("retry: '3'")]
    [InlineData("retry: {attempts: 3}")]
    [InlineData("retry: {attempts: '3', delay: '', maxDelay: }")]
    public void A_number_alone_is_the_attempts(string keys) => Task(keys).Retry.ShouldBe(new Retry(3));

    [Theory]
    [InlineData("timeout: 90", 90)]
    [InlineData("timeout: '90'", 90)]
    [InlineData("timeout: 1s", 1)]
    [InlineData("timeout: 30d", 2_592_000)]
    public void A_time_limit_is_so_many_seconds(string keys, int seconds) => Task(keys).Timeout.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("RETRY", InterruptedTask.Retry)]
    [InlineData("Fail", InterruptedTask.Fail)]
    public void Words_are_read_in_any_case(string word, InterruptedTask meaning) => Task($"onInterrupt: {word}").OnInterrupt.ShouldBe(meaning);

    [Theory]
    [InlineData("timeout: soon", "15:18: error SW1020: 'timeout' of task 'Publish' of stage 'Build' is 'soon', which is no duration. Write it as 90s, 10m, 2h, 1d or 1h30m; a whole number alone is seconds.")]
    [InlineData("timeout: 1.5", "15:18: error SW1020: 'timeout' of task 'Publish' of stage 'Build' is '1.5', which is no duration.")]
    [InlineData("timeout: -5m", "15:18: error SW1020: ")]
    [InlineData("timeout: true", "15:18: error SW1020: ")]
    [InlineData("timeout: ${input.TAG}m", "15:18: error SW1020: 'timeout' of task 'Publish' of stage 'Build' is '${input.TAG}m', which is no duration. It is read before anything runs, so no expression can stand there.")]
    [InlineData("timeout: 0", "15:18: error SW1020: 'timeout' of task 'Publish' of stage 'Build' is 0; it must be from 1s to 30d.")]
    [InlineData("timeout: 31d", "15:18: error SW1020: 'timeout' of task 'Publish' of stage 'Build' is 31d; it must be from 1s to 30d.")]
    [InlineData("timeout: 99999999999999999999999999d", "it must be from 1s to 30d.")]
    [InlineData("timeout: [1m]", "15:18: error SW1007: 'timeout' of task 'Publish' of stage 'Build' must be a duration such as 10m, not a list.")]
    [InlineData("retry: 1", "15:16: error SW1011: 'retry' of task 'Publish' of stage 'Build' is 1; it must be from 2 to 20.")]
    [InlineData("retry: 21", "15:16: error SW1011: 'retry' of task 'Publish' of stage 'Build' is 21; it must be from 2 to 20.")]
    [InlineData("retry: often", "15:16: error SW1007: 'retry' of task 'Publish' of stage 'Build' must be a whole number, not 'often'.")]
    [InlineData("retry: [3]", "15:16: error SW1007: 'retry' of task 'Publish' of stage 'Build' must be a map with 'attempts', or the number of attempts, not a list.")]
    [InlineData("retry: {}", "15:16: error SW1008: 'retry' of task 'Publish' of stage 'Build' has no 'attempts'. Write how often the task is tried in all, from 2 to 20.")]
    [InlineData("retry: {attemps: 3}", "15:17: error SW1008: 'retry' of task 'Publish' of stage 'Build' has no 'attempts'. Is 'attemps' meant to be 'attempts'?")]
    [InlineData("retry: {attempts: 100}", "15:27: error SW1011: 'attempts' of 'retry' of task 'Publish' of stage 'Build' is 100; it must be from 2 to 20.")]
    [InlineData("retry: {attempts: 3, delay: 0s}", "15:37: error SW1020: 'delay' of 'retry' of task 'Publish' of stage 'Build' is 0s; it must be from 1s to 1d.")]
    [InlineData("retry: {attempts: 3, maxDelay: 25h}", "15:40: error SW1020: 'maxDelay' of 'retry' of task 'Publish' of stage 'Build' is 25h; it must be from 1s to 1d.")]
    [InlineData("onInterrupt: retyr", "15:22: error SW1015: 'onInterrupt' of task 'Publish' of stage 'Build' is 'retyr'; it must be one of retry, fail. Did you mean 'retry'?")]
    [InlineData("onInterrupt: [retry]", "15:22: error SW1007: 'onInterrupt' of task 'Publish' of stage 'Build' must be a text, not a list.")]
    public void A_mistake_is_told_with_its_place_and_what_would_be_right(string keys, string says)
    {
        var result = Read(keys);

        result.Documents.ShouldBeEmpty();
        result.Diagnostics.Where(d => d.Severity is Severity.Error).ShouldHaveSingleItem().ToString().ShouldContain(says, Case.Sensitive);
    }

    [Theory]
    [InlineData("REST", "retry: {attempts: 3, delay: 10m}", "15:30: warning SW1018: 'delay' of 'retry' of task 'Publish' of stage 'Build' is 10m, and 'maxDelay' is 5m when left out; no more than 5m is waited. Write 'maxDelay: 10m' or more.")]
    [InlineData("REST", "retry: {attempts: 3, delay: 90s, maxDelay: 1m}", "'delay' of 'retry' of task 'Publish' of stage 'Build' is 90s, and 'maxDelay' is 1m; no more than 1m is waited.")]
    [InlineData("REST", "retry: {attempts: 3, dealy: 90s}", "15:30: warning SW1010: The key 'dealy' of 'retry' of task 'Publish' of stage 'Build' is not known; it is kept and not read. Did you mean 'delay'?")]
    [InlineData("REST", "timout: 5m", "15:9: warning SW1010: The key 'timout' of task 'Publish' of stage 'Build' is not known; it is kept and not read. Did you mean 'timeout'?")]
    [InlineData("Condition", "retry: 3", "15:9: warning SW1119: Task 'Publish' of stage 'Build' has 'retry', which means nothing at a task of type Condition: the condition comes to the same each time. Take it out.")]
    [InlineData("Condition", "onInterrupt: fail", "15:9: warning SW1119: Task 'Publish' of stage 'Build' has 'onInterrupt', which means nothing")]
    [InlineData("UserOperation", "onInterrupt: retry", "15:9: warning SW1119: Task 'Publish' of stage 'Build' has 'onInterrupt', which means nothing at a task of type UserOperation: what a person answered stands, and a question outlives a restart.")]
    [InlineData("UserOperation", "retry: {attempts: 2}", "15:9: warning SW1119: ")]
    public void What_means_nothing_is_told_and_kept(string type, string keys, string says)
    {
        var result = Read(keys, type);

        result.Diagnostics.ShouldHaveSingleItem().ToString().ShouldContain(says, Case.Sensitive);
        var written = DocumentFile.Write(result.Documents.ShouldHaveSingleItem());
        JsonNode.DeepEquals(DocumentJson.Write(DocumentFile.Read(written).Documents[0]), DocumentJson.Write(result.Documents[0])).ShouldBeTrue(written);
    }

    [Fact]
    public void An_approval_may_have_a_time_limit() => Read("timeout: 2d", "UserOperation").Diagnostics.ShouldBeEmpty();

    [Fact]
    public void An_export_has_what_was_set_and_the_api_all_of_retry()
    {
        var pipeline = Read("onInterrupt: retry\nretry: {attempts: 3, delay: 90, later: x}\ntimeout: 600").Documents[0];

        DocumentFile.Write(pipeline).ShouldContain("""
                    type: REST
                    timeout: 10m
                    retry:
                      attempts: 3
                      delay: 90s
                      later: x
                    onInterrupt: retry
                    input:
            """, Case.Sensitive);
        DocumentJson.Write(pipeline)["stages"]!["Build"]!["tasks"]!["Publish"]!["retry"]!.ToJsonString()
            .ShouldBe("""{"attempts":3,"delay":"90s","maxDelay":"5m","later":"x"}""");
    }

    [Fact]
    public void A_snapshot_keeps_them()
    {
        var pipeline = Read("timeout: 10m\nretry: 5\nonInterrupt: retry").Pipelines.First();

        var task = JsonSerializer.Deserialize<Pipeline>(JsonSerializer.Serialize(pipeline))!.Stages["Build"].Tasks["Publish"];

        (task.Timeout, task.Retry, task.OnInterrupt).ShouldBe((TimeSpan.FromMinutes(10), new Retry(5), InterruptedTask.Retry));
    }

    private static PipelineTask Task(string keys)
    {
        var result = Read(keys);
        result.Diagnostics.ShouldBeEmpty();
        return result.Pipelines.First().Stages["Build"].Tasks["Publish"];
    }

    private static ReadResult Read(string keys, string type = "REST") => DocumentFile.Read(Samples.Least
        .Replace("        type: REST\n", $"        type: {type}\n{string.Concat(keys.Split('\n').Select(line => $"        {line}\n"))}", StringComparison.Ordinal)
        .Replace("          url: http://a\n          action: get\n", type switch
        {
            "Condition" => "          condition: 'true'\n",
            "UserOperation" => "          summary: go?\n",
            _ => "          url: http://a\n          action: get\n",
        }, StringComparison.Ordinal));
}
