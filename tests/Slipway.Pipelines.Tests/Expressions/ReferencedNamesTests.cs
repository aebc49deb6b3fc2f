using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class ReferencedNamesTests
{
    [Fact]
    public void Variables_and_inputs_are_found_without_a_scope()
    {
        var names = Binder.References(JsonNode.Parse("""{"a":"${var.Slack URL} ${input.TAG}","b":["${var.a.b}","$${var.no}","${S.T.output.x}"]}"""));

        names.Variables.ShouldBe(["Slack URL", "a", "a.b"], ignoreOrder: true);
        names.Inputs.ShouldBe(["TAG"]);
        names.Expressions.ShouldBe(["var.Slack URL", "input.TAG", "var.a.b", "S.T.output.x"]);
    }

    [Fact]
    public void Conditions_are_looked_through_as_well() =>
        Condition.References("\"${var.x}\" == 'a' && ${var.y[0].z} > 1").Variables.ShouldBe(["x", "y"], ignoreOrder: true);

    [Fact]
    public void Nothing_asks_for_nothing() => Binder.References(null).Expressions.ShouldBeEmpty();
}
