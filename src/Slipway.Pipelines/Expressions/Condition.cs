using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Conditions: <c>== != &gt; &gt;= &lt; &lt;= &amp;&amp; || !</c> and parentheses over expressions, quoted texts, numbers, <c>true</c>, <c>false</c>,
/// <c>null</c> and bare words, over any number of lines. <c>!</c> binds tightest, then a comparison, then <c>&amp;&amp;</c>, then <c>||</c>.
/// <para>An expression keeps its JSON type; in quotes it is a text, and null in quotes is the text <c>null</c>, for that is how
/// exported pipelines ask for it. A task's output or input that is not there reads as null; a name that does not exist is an error.</para>
/// <para>Where the scope has <see cref="BindingScope.Words"/>, a bare word is a path into them, by the grammar of what stands inside
/// <c>${…}</c>, which may start with brackets here: <c>status</c>, <c>data.items[0].state</c>, <c>["job id"]</c>, <c>[0].done</c>. JSON held in
/// a text is looked into. A word that leads to a value is that value on either side; <c>true</c>, <c>false</c>, <c>null</c> and numbers
/// stay what they are, and a quoted text is never looked up. A word that leads nowhere is the text itself on the right of a
/// comparison (<c>status == FINISHED</c>) and null on the left; no order holds for it there (<c>progress >= 100</c> before there is any
/// progress), and standing alone it does not hold, for an answer that lacks a key is not a mistake in the condition.</para>
/// <para>Evaluation runs no code, has no loops and is linear in the condition; see <see cref="ExpressionLimits"/>.</para>
/// </summary>
public static class Condition
{
    /// <summary>Evaluates a condition. A blank one holds.</summary>
    /// <param name="condition">Such as <c>${input.APP_TYPE} == "LARGE" &amp;&amp; ${Build.Test.status} == "COMPLETED"</c>.</param>
    /// <param name="scope">What expressions can reach.</param>
    public static ConditionResult Evaluate(string condition, BindingScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (string.IsNullOrWhiteSpace(condition))
        {
            return new ConditionResult(true);
        }

        var (node, problem) = ConditionGrammar.Read(condition);
        if (node is null)
        {
            return new ConditionResult(false, problem);
        }

        try
        {
            var (holds, error) = new ConditionEvaluator(scope).Holds(node);
            return new ConditionResult(holds && error is null, error);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // System.Text.Json finds a key that is twice, or half of a surrogate pair, only when it looks into a value.
            return new ConditionResult(false, "A value in the condition holds a key twice or a text that is no Unicode.");
        }
    }

    /// <summary>What a condition asks for, found without a scope.</summary>
    public static ReferencedNames References(string condition) => ReferencedNames.Of(JsonValue.Create(condition));
}
