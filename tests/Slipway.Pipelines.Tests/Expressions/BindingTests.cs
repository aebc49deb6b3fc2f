using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class BindingTests
{
    [Theory]
    // A text that is one expression keeps the type of its value.
    [InlineData("${input.TAG}", "\"1.10\"")]
    [InlineData("${ input.TAG }", "\"1.10\"")]
    [InlineData("${input.count}", "3")]
    [InlineData("${input.dry run}", "true")]
    [InlineData("${input.nothing}", "null")]
    [InlineData("${input.labels.list}", """[1,2.50,{"x":"y"}]""")]
    [InlineData("${input.labels.list[1]}", "2.50")]
    [InlineData("${input.labels.list[2].x}", "\"y\"")]
    [InlineData("${executionIndex}", "7")]
    // Inside a text it is printed.
    [InlineData("web:${input.TAG}", "\"web:1.10\"")]
    [InlineData("${input.TAG} ", "\"1.10 \"")]
    [InlineData("n=${input.count} b=${input.dry run} l=${input.labels.list[1]}", "\"n=3 b=true l=2.50\"")]
    [InlineData("[${input.nothing}][${comments}][${input.empty}]", "\"[][][]\"")]
    [InlineData("-${input.labels.list}-", "\"-[1,2.50,{\\\"x\\\":\\\"y\\\"}]-\"")]
    [InlineData("${name} ${executionIndex} ${executionId} ${requestBy}", "\"Web 7 8c0b7d2e admin\"")]
    [InlineData("${input.windows}\\x ${input.quoted}", "\"C:\\\\temp\\\\x say \\\"hi\\\"\"")]
    // Names with spaces, dashes and dots.
    [InlineData("${var.Slack URL AH_team}", "\"https://chat.example/hook\"")]
    [InlineData("${var.registry.host}/web", "\"registry.example/web\"")]
    [InlineData("${input.my.dotted.name}", "\"dotted\"")]
    [InlineData("${input.my.other.name}", "\"nested\"")]
    [InlineData("${input['my.dotted.name']}", "\"dotted\"")]
    [InlineData("${Integration-to-vRA.Get API Access Token.status}", "\"COMPLETED\"")]
    [InlineData("${Integration-to-vRA.status}", "\"RUNNING\"")]
    [InlineData("${Build.status}", "\"COMPLETED\"")]
    [InlineData("${Build.Publish.output.digest}", "\"sha256:abc\"")]
    [InlineData("${Build.Publish.input.host}", "\"10.0.0.1\"")]
    [InlineData("${Build.Publish.Notes.status}", "\"FAILED\"")]
    [InlineData("${Build.Publish.Notes.output.text}", "\"notes\"")]
    [InlineData("${Build.Test.Unit tests.output.passed}", "12")]
    [InlineData("${Build.Test.status}", "\"COMPLETED\"")]
    [InlineData("${Build.Publish.output.status}", "\"COMPLETED\"")]
    [InlineData("${Build.Publish.output.nil}", "null")]
    // Keys of the value that hold dots.
    [InlineData("${input.labels.app.kubernetes.io/name}", "\"web\"")]
    [InlineData("${input.labels[\"app.kubernetes.io/name\"]}", "\"web\"")]
    // JSON held in a text.
    [InlineData("Bearer ${Integration-to-vRA.Get API Access Token.output.responseBody.token}", "\"Bearer abc\"")]
    [InlineData("${Integration-to-vRA.Get API Access Token.output.responseBody.content[1].id}", "\"d-2\"")]
    [InlineData("${Integration-to-vRA.Get API Access Token.output.responseBody.totalElements}", "2")]
    [InlineData("${var.credentials.user}", "\"bob\"")]
    // What is no expression stays.
    [InlineData("$${TAG_VER}", "\"$${TAG_VER}\"")]
    [InlineData("a $${TAG} b ${input.TAG} c $${input.TAG}", "\"a $${TAG} b 1.10 c $${input.TAG}\"")]
    [InlineData("$HOME $(date) {x} $ }", "\"$HOME $(date) {x} $ }\"")]
    [InlineData("", "\"\"")]
    public void A_template_becomes(string template, string json)
    {
        var result = Binder.Bind(JsonValue.Create(template), Scopes.Busy);

        result.Errors.ShouldBeEmpty();
        Print(result.Json).ShouldBe(Print(JsonNode.Parse(json)));
    }

    [Theory]
    [InlineData("${input.TGA}", "${input.TGA} names no input of this execution. Did you mean 'TAG'?")]
    [InlineData("${var.my-pasword}", "${var.my-pasword} names no variable of this project. Did you mean 'my-password'?")]
    [InlineData("${Build.Publsh.output.digest}", "${Build.Publsh.output.digest} reads task 'Publsh', but stage 'Build' has no such task. Did you mean 'Publish'?")]
    [InlineData("${Biuld.Publish.output.digest}", "${Biuld.Publish.output.digest} names no stage of this pipeline. Did you mean 'Build'?")]
    [InlineData("${Build.Publish.outptu.digest}", "${Build.Publish.outptu.digest} reads 'outptu' of task 'Publish', which is nothing a task has. A task has status, input and output.")]
    [InlineData("${Build.Publish}", "${Build.Publish} names task 'Publish' of stage 'Build', but not what of it. A task has status, input and output.")]
    [InlineData("${Build}", "${Build} names stage 'Build', but not what of it. Write ${Build.status}, or the name of one of its tasks.")]
    [InlineData("${Build.Publish.output.digets}", "${Build.Publish.output.digets} cannot be read: the output of task 'Publish' has no 'digets', but it has 'digest'.")]
    [InlineData("${Build.Publish.output.exports.X}", "${Build.Publish.output.exports.X} cannot be read: exports in the output of task 'Publish' has no 'X'.")]
    [InlineData("${Build.Skipped.output.x}", "${Build.Skipped.output.x} cannot be read: task 'Skipped' has no output (its status is SKIPPED).")]
    [InlineData("${input.labels.list[9]}", "${input.labels.list[9]} cannot be read: list in input 'labels' has 3 items, and [9] is past them.")]
    [InlineData("${input.labels.list.x}", "${input.labels.list.x} cannot be read: list in input 'labels' is a list; write an index such as [0] before 'x'.")]
    [InlineData("${input.count.x}", "${input.count.x} cannot be read: input 'count' is a plain value; it has no 'x'.")]
    [InlineData("${input.nothing.x}", "${input.nothing.x} cannot be read: input 'nothing' is null.")]
    [InlineData("${Integration-to-vRA.Get API Access Token.output.broken.x}", "${Integration-to-vRA.Get API Access Token.output.broken.x} cannot be read: broken in the output of task 'Get API Access Token' is a plain value; it has no 'x'.")]
    [InlineData("${Integration-to-vRA.Get API Access Token.output.twice.a}", "${Integration-to-vRA.Get API Access Token.output.twice.a} cannot be read: twice in the output of task 'Get API Access Token' is a plain value; it has no 'a'.")]
    [InlineData("${HOME}", "${HOME} names nothing that is known here. For a variable of the shell write $HOME without braces.")]
    [InlineData("${TAG}", "${TAG} names nothing that is known here. Did you mean ${input.TAG}?")]
    [InlineData("${requestby}", "${requestby} names nothing that is known here. Did you mean 'requestBy'?")]
    [InlineData("${input}", "${input} names nothing. Write ${input.NAME}.")]
    [InlineData("${}", "${} is empty. Write what it stands for, such as ${input.NAME}.")]
    [InlineData("a ${input.TAG", "The expression that starts with '${input.TAG' is not closed. Close it with '}'.")]
    [InlineData("${input.${input.TAG}}", "${input.${input.TAG} holds an expression inside an expression, which is not supported.")]
    public void An_expression_that_stands_for_nothing_is_a_sentence(string template, string sentence)
    {
        var result = Binder.Bind(JsonValue.Create(template), Scopes.Busy);

        result.Errors.ShouldBe([sentence]);
    }

    [Theory]
    [InlineData("${input.a[}")]
    [InlineData("${input.a[x]}")]
    [InlineData("${input.a[-1]}")]
    [InlineData("${input.a[99999999999999]}")]
    [InlineData("${.a}")]
    [InlineData("${a..b}")]
    [InlineData("${a.}")]
    [InlineData("${[0]}")]
    public void An_expression_that_cannot_be_read_says_where(string template) =>
        Binder.Bind(JsonValue.Create(template), Scopes.Busy).Errors.ShouldHaveSingleItem().ShouldContain("cannot be read at character");

    [Fact]
    public void Objects_and_lists_are_walked_and_the_template_stays_as_it_was()
    {
        var template = JsonNode.Parse("""{"a":["${input.TAG}",{"b":"${input.labels}","${input.TAG}":1}],"c":5,"d":null}""")!;
        var before = template.ToJsonString();

        var result = Binder.Bind(template, Scopes.Busy);

        Print(result.Json).ShouldBe("""{"a":["1.10",{"b":{"app.kubernetes.io/name":"web","list":[1,2.50,{"x":"y"}]},"${input.TAG}":1}],"c":5,"d":null}""");
        template.ToJsonString().ShouldBe(before);
        result.Json!["a"]![1]!["b"]!["list"]!.AsArray().Add("changed");
        Binder.Bind(JsonValue.Create("${input.labels.list}"), Scopes.Busy).Json!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public void Every_error_of_a_template_is_told() =>
        Binder.Bind(new JsonArray("${input.A1}", "x ${input.B2} ${input.C3}"), Scopes.Busy).Errors.Count.ShouldBe(3);

    [Fact]
    public void Dates_and_ids_put_into_a_scope_by_code_are_texts()
    {
        var scope = new BindingScope { Globals = new Dictionary<string, JsonNode?> { ["at"] = JsonValue.Create(DateTimeOffset.UnixEpoch), ["id"] = JsonValue.Create(Guid.Empty) } };

        Binder.Bind(JsonValue.Create("${at} ${id}"), scope).Json!.GetValue<string>().ShouldBe("1970-01-01T00:00:00+00:00 00000000-0000-0000-0000-000000000000");
    }

    [Fact]
    public void A_template_without_a_value_binds_to_nothing() => Binder.Bind(null, Scopes.Busy).ShouldSatisfyAllConditions(r => r.Json.ShouldBeNull(), r => r.Errors.ShouldBeEmpty());

    private static string Print(JsonNode? json) => json is null ? "null" : json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
