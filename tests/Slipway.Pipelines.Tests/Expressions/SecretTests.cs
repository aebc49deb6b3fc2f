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
    public void A_part_of_a_secret_is_secret() =>
        Binder.Bind(JsonValue.Create("pw=${var.credentials.password}"), Scopes.Busy).Secrets.ShouldBe(["hunter2"]);

    [Fact]
    public void A_template_that_reads_no_secret_has_none() =>
        Binder.Bind(JsonValue.Create("${input.TAG} ${var.Slack URL AH_team}"), Scopes.Busy).Secrets.ShouldBeEmpty();

    [Fact]
    public void Every_text_inside_a_secret_object_is_secret()
    {
        var scope = Scopes.Busy with { Variables = new Dictionary<string, Value> { ["o"] = new(JsonNode.Parse("""{"a":"alpha","n":[42],"t":true}"""), IsSecret: true) } };

        Binder.Bind(JsonValue.Create("${var.o}"), scope).Secrets.ShouldBe(["""{"a":"alpha","n":[42],"t":true}""", "alpha", "42"], ignoreOrder: true);
    }

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
}
