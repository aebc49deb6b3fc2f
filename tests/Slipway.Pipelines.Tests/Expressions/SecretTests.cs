using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_stays_marked_through_concatenation()
    {
        var result = Binder.Bind(JsonNode.Parse("""{"h":{"Authorization":"Basic ${var.my-password}"},"u":"${input.TAG}"}"""), Scopes.Busy);

        result.Json!["h"]!["Authorization"]!.GetValue<string>().ShouldBe("Basic s3cret");
        result.Secrets.ShouldBe(["s3cret"]);
    }

    [Fact]
    public void A_part_of_a_secret_is_secret_and_so_is_the_whole()
    {
        var secrets = Binder.Bind(JsonValue.Create("pw=${var.credentials.password}"), Scopes.Busy).Secrets;

        secrets.ShouldContain("hunter2");
        secrets.ShouldContain("""{"user":"bob","password":"hunter2"}""");
        secrets.ShouldNotContain("bob");
    }

    [Fact]
    public void A_template_that_reads_no_secret_has_none() =>
        Binder.Bind(JsonValue.Create("${input.TAG} ${var.Slack URL AH_team}"), Scopes.Busy).Secrets.ShouldBeEmpty();

    [Fact]
    public void Every_text_inside_a_secret_object_is_secret()
    {
        var scope = Scopes.Busy with { Variables = new Dictionary<string, Value> { ["o"] = new(JsonNode.Parse("""{"a":"alpha","n":[42],"t":true}"""), IsSecret: true) } };

        var secrets = Binder.Bind(JsonValue.Create("${var.o}"), scope).Secrets;

        secrets.Where(s => !s.Contains('\\', StringComparison.Ordinal)).ShouldBe(["""{"a":"alpha","n":[42],"t":true}""", "alpha", "42"], ignoreOrder: true);
        secrets.ShouldContain("""{\"a\":\"alpha\",\"n\":[42],\"t\":true}""");
    }

    [Fact]
    public void Every_text_inside_json_that_a_secret_text_holds_is_secret() =>
        Has(Binder.Bind(JsonValue.Create("cfg: ${var.credentials}"), Scopes.Busy).Secrets, """{"user":"bob","password":"hunter2"}""", "bob", "hunter2");

    [Fact]
    public void A_secret_is_marked_as_json_escapes_it()
    {
        var scope = Of("pa\"ss\nwörd/+", out var output);

        var printed = Binder.Bind(JsonValue.Create("told: ${S.T.output}"), scope with { Stages = output });

        var text = printed.Json!.GetValue<string>();
        text.ShouldContain("pa\\\"ss\\nwörd/+");
        Has(printed.Secrets, "pa\"ss\nwörd/+", "pa\\\"ss\\nwörd/+", "pa\\u0022ss\\nw\\u00F6rd/\\u002B", "pa\\\"ss\\nw\\u00f6rd/+", "pa\\\"ss\\nw\\u00f6rd\\/+");
    }

    [Fact]
    public void A_secret_that_came_through_an_output_escaped_by_someone_else_is_found()
    {
        var scope = Scopes.Busy with
        {
            Secrets = new HashSet<string> { "pa\"ss" },
            Input = new Dictionary<string, JsonNode?> { ["echo"] = """{"you sent":"pa\u0022ss"}""", ["none"] = "pass" },
        };

        Has(Binder.Bind(JsonValue.Create("${input.echo}"), scope).Secrets, "pa\"ss", "pa\\u0022ss");
        Binder.Bind(JsonValue.Create("${input.none}"), scope).Secrets.ShouldBeEmpty();
    }

    [Fact]
    public void A_part_of_a_secret_that_comes_back_in_an_output_is_found()
    {
        var outputs = Scopes.Busy with
        {
            Input = new Dictionary<string, JsonNode?> { ["echo"] = JsonNode.Parse("""{"nested":["x hunter2 y"],"hunter2":1}""") },
            Output = new Dictionary<string, JsonNode?> { ["login"] = "as bob" },
            Secrets = new HashSet<string> { """{"inner":"{\"deep\":\"sea-floor\"}"}""" },
        };

        Binder.Bind(JsonValue.Create("${input.echo.nested}"), outputs).Secrets.ShouldBe(["hunter2"]);
        Binder.Bind(JsonValue.Create("${input.echo}"), outputs with { Input = new Dictionary<string, JsonNode?> { ["echo"] = JsonNode.Parse("""{"hunter2":1}""") } }).Secrets.ShouldBe(["hunter2"]);
        Binder.Bind(JsonValue.Create("${output.login}"), outputs).Secrets.ShouldBe(["bob"]);
        Binder.Bind(JsonValue.Create("${input.echo}"), outputs with { Input = new Dictionary<string, JsonNode?> { ["echo"] = "the sea-floor" } }).Secrets.ShouldBe(["sea-floor"]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData("null")]
    [InlineData("")]
    public void What_keeps_no_secret_is_not_marked(string text)
    {
        var scope = new BindingScope { Variables = new Dictionary<string, Value> { ["v"] = new(text, IsSecret: true) }, Secrets = new HashSet<string> { text } };

        Binder.Bind(JsonValue.Create("a ${var.v}"), scope).Secrets.ShouldBeEmpty();
    }

    [Fact]
    public void A_secret_of_two_characters_is_marked() =>
        Binder.Bind(JsonValue.Create("${var.v}"), new BindingScope { Variables = new Dictionary<string, Value> { ["v"] = new(42, IsSecret: true) } }).Secrets.ShouldBe(["42"]);

    [Fact]
    public void Nothing_prints_a_secret_by_chance()
    {
        var scope = Scopes.Busy with { Words = "s3cret", Secrets = new HashSet<string> { "s3cret" }, Input = new Dictionary<string, JsonNode?> { ["i"] = "s3cret" } };
        var result = Binder.Bind(JsonValue.Create("${var.my-password}"), scope);

        foreach (var printed in new object[] { scope, result, scope.Variables["my-password"], new Value("s3cret"), new TaskScope("FAILED", null, new JsonObject { ["o"] = "s3cret" }) })
        {
            printed.ToString().ShouldNotBeNull().ShouldNotContain("s3cret");
        }
    }

    [Fact]
    public void No_error_tells_the_keys_of_a_secret() =>
        Binder.Bind(JsonValue.Create("${var.credentials.passwort}"), Scopes.Busy).Errors
            .ShouldBe(["${var.credentials.passwort} cannot be read: variable 'credentials' has no 'passwort'."]);


    [Fact]
    public void A_secret_that_comes_back_in_an_output_is_found_again()
    {
        var scope = Scopes.Busy with { Secrets = new HashSet<string> { "abc", "not in there" } };

        Binder.Bind(JsonValue.Create("${Integration-to-vRA.Get API Access Token.output.responseBody}"), scope).Secrets.ShouldBe(["abc"]);
    }

    [Fact]
    public void No_error_tells_a_secret()
    {
        string[] conditions = ["${var.my-password}", "${var.my-password} > 3", "${var.my-password.x} == 1", "!${var.my-password}"];

        foreach (var condition in conditions)
        {
            (Condition.Evaluate(condition, Scopes.Busy).Error ?? "").ShouldNotContain("s3cret");
        }

        Binder.Bind(JsonValue.Create("${var.credentials.passwort}"), Scopes.Busy).Errors.ShouldHaveSingleItem().ShouldNotContain("hunter2");
    }

    private static void Has(IReadOnlySet<string> secrets, params string[] expected) => expected.ShouldBeSubsetOf(secrets);

    private static BindingScope Of(string secret, out IReadOnlyDictionary<string, StageScope> echo)
    {
        echo = new Dictionary<string, StageScope> { ["S"] = new("COMPLETED", new Dictionary<string, TaskScope> { ["T"] = new("COMPLETED", null, new JsonObject { ["you sent"] = secret }) }) };
        return new BindingScope { Variables = new Dictionary<string, Value> { ["v"] = new(secret, IsSecret: true) } };
    }
}
