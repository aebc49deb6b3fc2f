using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Projects.Audit;
using Xunit;

namespace Slipway.Projects.Tests.Audit;

public sealed class AuditChangeTests
{
    [Fact]
    public void Only_what_differs_is_told_down_to_the_leaf()
    {
        var before = new AuditedState().With("name", "Deploy").With("stages", Json("""{"Build": {"tasks": {"Make": {"type": "CI", "steps": ["a"]}}}, "Old": {}}"""));
        var after = new AuditedState().With("name", "Deploy").With("stages", Json("""{"Build": {"tasks": {"Make": {"type": "CI", "steps": ["a", "b"]}}}, "New": {}}"""));

        var change = AuditChange.Between(before, after).ShouldNotBeNull();

        change.Before!.ToJsonString().ShouldBe("""{"stages":{"Build":{"tasks":{"Make":{"steps":["a"]}}},"Old":{}}}""");
        change.After!.ToJsonString().ShouldBe("""{"stages":{"Build":{"tasks":{"Make":{"steps":["a","b"]}}},"New":{}}}""");
        change.Paths.ShouldBe(["stages.Build.tasks.Make.steps", "stages.Old", "stages.New"]);
    }

    [Fact]
    public void What_did_not_change_is_no_change() =>
        AuditChange.Between(
            new AuditedState().With("a", Json("""{"x": 1, "y": null}""")).With("b", null).WithSecret("c", "s"),
            new AuditedState().With("a", Json("""{"y": null, "x": 1}""")).WithSecret("c", "s")).ShouldBeNull();

    [Theory]
    [InlineData("old", "new", "******", "****** (changed)")]
    [InlineData(null, "new", null, "******")]
    [InlineData("old", null, "******", null)]
    public void That_a_secret_changed_is_told_and_nothing_of_it(string? old, string? @new, string? before, string? after)
    {
        var change = AuditChange.Between(new AuditedState().WithSecret("password", old), new AuditedState().WithSecret("password", @new)).ShouldNotBeNull();

        change.Before!["password"]?.GetValue<string>().ShouldBe(before);
        change.After!["password"]?.GetValue<string>().ShouldBe(after);
        change.Paths.ShouldBe(["password"]);
    }

    [Fact]
    public void A_value_that_becomes_a_secret_or_was_one_is_masked_on_both_sides()
    {
        foreach (var (before, after) in ((AuditedState, AuditedState)[])[
            (new AuditedState().With("value", "open"), new AuditedState().WithSecret("value", "sealed")),
            (new AuditedState().WithSecret("value", "sealed"), new AuditedState().With("value", "open"))])
        {
            var change = AuditChange.Between(before, after).ShouldNotBeNull();
            $"{change.Before} {change.After}".ShouldNotContain("open");
            $"{change.Before} {change.After}".ShouldNotContain("sealed");
        }
    }

    [Fact]
    public void What_is_new_or_gone_is_told_whole_with_its_secrets_masked()
    {
        var state = new AuditedState().With("name", "Hub").With("note", null).WithSecret("password", "hunter2").WithSecret("unset", null);

        AuditChange.Created(state).After!.ToJsonString().ShouldBe("""{"name":"Hub","password":"******"}""");
        AuditChange.Deleted(state).Before!.ToJsonString().ShouldBe("""{"name":"Hub","password":"******"}""");
    }

    [Fact]
    public void What_is_called_like_a_secret_in_a_document_is_masked_and_its_change_is_told()
    {
        static AuditedState Task(string password) => new AuditedState().With("stages", Json($$$"""
            {"Call": {"headers": {"Authorization": "Bearer {{{password}}}"}, "password": "{{{password}}}", "apiToken": "${var.api token}", "steps": [{"secretKey": 7, "run": "x"}], "url": "https://{{{password.Length}}}"}}
            """));

        var created = AuditChange.Created(Task("hunter2")).After!.ToJsonString();
        var changed = AuditChange.Between(Task("hunter2"), Task("hunter22")).ShouldNotBeNull();

        created.ShouldNotContain("hunter2");
        created.ShouldContain("${var.api token}");
        created.ShouldContain("\"secretKey\":\"******\"");
        changed.Paths.ShouldBe(["stages.Call.headers.Authorization", "stages.Call.password", "stages.Call.url"]);
        $"{changed.Before}{changed.After}".ShouldNotContain("hunter2");
        changed.After!["stages"]!["Call"]!["password"]!.GetValue<string>().ShouldBe("****** (changed)");
    }

    [Fact]
    public void However_large_a_change_is_what_is_kept_has_an_end_and_says_that_it_was_cut()
    {
        var script = new string('x', 1_000_000);
        var state = new AuditedState()
            .With("many", new JsonObject(Enumerable.Range(0, 1_000).Select(i => KeyValuePair.Create($"key{i}", (JsonNode?)i))))
            .With("script", script)
            .With("list", new JsonArray([.. Enumerable.Range(0, 100_000).Select(i => (JsonNode?)i)]))
            .With(script, "x");

        var kept = AuditChange.Created(state).After!.ToJsonString();

        kept.Length.ShouldBeLessThan(80_000);
        kept.ShouldContain("characters more)");
        kept.ShouldContain("2 more");
    }

    [Fact]
    public void A_state_prints_no_value()
    {
        var state = new AuditedState().WithSecret("password", "hunter2").With("name", "hunter2");

        state.ToString().ShouldNotContain("hunter2");
    }

    private static JsonNode Json(string json) => JsonNode.Parse(json)!;
}
