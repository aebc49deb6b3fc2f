using System.Reflection;
using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class DiagnosticRuleTests
{
    [Fact]
    public void Every_code_has_one_rule_in_the_order_of_the_codes()
    {
        var codes = typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);

        DiagnosticRules.All.Select(r => r.Code).ShouldBe(codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_is_a_sentence_of_its_own()
    {
        DiagnosticRules.All.ShouldAllBe(r => r.Sentence.EndsWith('.') && r.Sentence.Length > 10);
        DiagnosticRules.All.Select(r => r.Sentence).ShouldBeUnique();
    }

    [Fact]
    public void A_code_that_does_not_exist_has_no_rule()
    {
        DiagnosticRules.Find("SW1001")!.Code.ShouldBe("SW1001");
        DiagnosticRules.Find("SW9999").ShouldBeNull();
    }
}
