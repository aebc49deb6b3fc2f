using System.Text;
using Slipway.Pipelines.Tests.Documents;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>Files of any size that each lean on one part of the readers as hard as the size allows.</summary>
internal static class HostileFiles
{
    /// <summary>Shapes that cost the parsers of text.</summary>
    public static readonly Dictionary<string, Func<int, string>> OfText = new()
    {
        ["one line"] = n => new string('x', n),
        ["spaces"] = n => new string(' ', n),
        ["line ends"] = n => new string('\n', n),
        ["CRLF"] = n => Times("\r\n", n),
        ["tabs"] = n => new string('\t', n),
        ["tabs before keys"] = n => "a:\n" + Times("\tb: c\n", n),
        ["items"] = n => Times("- \n", n),
        ["items in items"] = n => Times("- ", n),
        ["lists in lists"] = n => new string('[', n),
        ["maps in maps"] = n => Times("{a: ", n),
        ["deeper line by line"] = n => Counted(i => new string(' ', i) + "a:\n", n),
        ["list without an end"] = n => "[" + Times("a,", n),
        ["pairs in a list"] = n => "[" + Times("a: b,", n),
        ["keys"] = n => Counted(i => $"a{i}: b\n", n),
        ["the same key"] = n => Times("a: b\n", n),
        ["the same long key"] = n => Times("? " + new string('k', 50_000) + "\n: v\n", n),
        ["one long key"] = n => new string('k', n) + ": v\n",
        ["complex keys"] = n => Times("? ", n),
        ["keys that are lists"] = n => Times("? [a]\n: b\n", n),
        ["colons"] = n => new string(':', n),
        ["double quotes"] = n => "a: \"" + new string('x', n) + "\"",
        ["a quote without an end"] = n => "a: \"" + Times("x\n ", n),
        ["escapes"] = n => "a: \"" + Times("\\u0041", n) + "\"",
        ["single quotes"] = n => "a: '" + Times("''", n) + "'",
        ["plain over many lines"] = n => "a:\n" + Times("  x y\n", n),
        ["blanks in a plain text"] = n => "a: x" + new string(' ', n) + "y\n",
        ["a block"] = n => "a: |\n" + Times("  x\n", n),
        ["a folded block"] = n => "a: >\n" + Times("  x\n\n", n),
        ["a block far to the right"] = n => "a: |\n" + new string(' ', n) + "x\n",
        ["a block that goes to the right"] = n => "a: |\n" + Counted(i => new string(' ', i) + "\n", n),
        ["blocks"] = n => Counted(i => $"k{i}: |\n  x\n", n),
        ["aliases"] = n => "- &a x\n" + Times("- *a\n", n),
        ["anchors"] = n => Counted(i => $"- &a{i} x\n", n),
        ["an alias of nothing, with a long name"] = n => "- *" + new string('a', n),
        ["aliases of a long text"] = n => $"a: &a {new string('x', n / 2)}\nb: [" + Times("*a,", n / 2),
        ["comments"] = n => Times("#\n", n),
        ["one comment"] = n => new string('#', n),
        ["%TAG directives"] = n => Counted(i => $"%TAG !a{i}! tag:x,2000:\n", n) + "--- x\n",
        ["tags"] = n => Times("- !t x\n", n),
        ["one tag"] = n => "- !" + Times("%41", n) + " x\n",
        ["empty documents"] = n => Times("---\n", n),
        ["documents"] = n => Times("---\nkind: PIPELINE\n", n),
        ["numbers"] = n => Times("- 0xffffffffffffffffffffffffffffffff\n", n),
        ["byte order marks"] = n => Times("\uFEFF", n / 3),
        ["NUL at the end"] = n => Times("x\n", n) + "\0",
        ["JSON: lists in lists"] = n => "{\"a\":" + new string('[', n),
        ["JSON: a list"] = n => "{\"a\":[" + Times("1,", n) + "1]}",
        ["JSON: documents"] = n => "[" + Times("{},", n) + "{}]",
        ["JSON: the same key"] = n => "{" + Times("\"k\":1,", n) + "\"z\":1}",
        ["JSON: a text"] = n => "{\"a\":\"" + Times("\\u0041", n) + "\"}",
        ["JSON: a number"] = n => "{\"a\":" + new string('1', n) + "}",
        ["JSON: two long keys"] = n => "{\"" + new string('k', n / 2) + "\":1,\"" + new string('k', n / 2) + "\":1}",
        ["JSON: a mistake at the end"] = n => "{" + Times("\n", n) + "\"é\":1,}",
        ["JSON: a mistake at the end of a line"] = n => "{\"" + Times("é", n / 2) + "\":1,}",
        ["flow style that is no JSON at its end"] = n => "[1" + new string(' ', n) + "x]",
    };

    /// <summary>Shapes that cost the checks of a pipeline.</summary>
    public static readonly Dictionary<string, Func<int, string>> OfPipelines = new()
    {
        ["unknown keys"] = n => Samples.Least + Counted(i => $"unknown{i}: 1\n", Math.Min(n, 700_000)),
        ["expressions that name nothing"] = n => Samples.Least + Counted(i => $"          k{i}: ${{input.TAGG{i}}}\n", Math.Min(n, 1_500_000)),
        ["expressions"] = n => Input(Times("${input.TAG}", n)),
        ["expressions with many steps"] = n => Input(Times("${input.TAG" + Times("[0]", 180) + "}", n)),
        ["expressions with many dots"] = n => Input(Times("${var.a" + Times(".a", 120) + "}", n)),
        ["long expressions"] = n => Input(Times("${var." + new string('x', 4_000) + "}", n)),
        ["long expressions that name nothing"] = n => Input(Times("${" + new string('x', 4_000) + "}", n)),
        ["expressions without an end"] = n => Input(Times("${", n)),
        ["no expressions"] = n => Input(Times("$${", n)),
        ["aliases of expressions"] = n => Samples.Least + "          a: &a '" + Times("${input.TAG}", n / 50) + "'\n          b: [" + string.Join(',', Enumerable.Repeat("*a", 45)) + "]\n",
        ["tasks with conditions"] = n => Samples.Least + Counted(i => $"      T{i}:\n        type: REST\n        preCondition: ${{input.TAG}} == 1 && !b\n", Math.Min(n, 1_000_000)),
        ["long conditions"] = n => Conditions(Times("a == b && ", 60_000) + "a == b", n),
        ["conditions of parentheses"] = n => Conditions(Times("(((((a)))))==b && ", 60_000) + "a == b", n),
        ["conditions of negations"] = n => Conditions(new string('!', 60_000) + "a", n),
        ["conditions that are not closed"] = n => Conditions(new string('(', 60_000) + "a", n),
        ["commas in an order"] = n => Samples.Least.Replace("- Publish", "- '" + new string(',', n) + "'", StringComparison.Ordinal),
        ["names in an order"] = n => Samples.Least.Replace("- Publish", "- '" + Counted(i => $"a{i},", n) + "'", StringComparison.Ordinal),
        ["long names in an order"] = n => Samples.Least.Replace("- Build", Counted(i => $"- {new string('n', 4_000)}{i}\n", n).TrimEnd(), StringComparison.Ordinal),
    };

    private static string Input(string text) => Samples.Least + "          u: '" + text + "'\n";

    private static string Conditions(string condition, int n) => Samples.Least + Counted(i => $"      T{i}:\n        type: REST\n        preCondition: '{condition}'\n", n);

    private static string Times(string piece, int n) => Counted(_ => piece, n);

    /// <summary>As many pieces as there is room for, at least one.</summary>
    private static string Counted(Func<int, string> piece, int n)
    {
        var text = new StringBuilder(piece(0), n + 64);
        for (var i = 1; piece(i) is var next && text.Length + next.Length <= n; i++)
        {
            text.Append(next);
        }

        return text.ToString();
    }
}
