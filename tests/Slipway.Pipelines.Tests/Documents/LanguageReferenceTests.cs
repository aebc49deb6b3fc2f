using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.TaskTypes;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

/// <summary>Runs every example of <c>docs/pipelines.md</c>.</summary>
public sealed partial class LanguageReferenceTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "pipelines.md")).ReplaceLineEndings("\n");

    private static readonly string Scope = Fences().Matches(Page).Single(m => m.Groups["info"].Value == "json scope").Groups["text"].Value;

    public static TheoryData<string, string> Examples() =>
        new(Fences().Matches(Page).Where(m => m.Groups["info"].Value.StartsWith("yaml", StringComparison.Ordinal)).Select(m => (m.Groups["info"].Value, m.Groups["text"].Value)));

    public static TheoryData<string, string> Expressions() => new(Rows("| text | becomes |"));

    public static TheoryData<string, string> Conditions() => new(Rows("| condition | |"));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_reads_as_the_page_says(string info, string text)
    {
        var told = DocumentFile.Read(info.StartsWith("yaml pipeline", StringComparison.Ordinal) ? Completed(text) : text).Diagnostics;

        if (info.Split(" error ") is [_, var code])
        {
            told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Code.ShouldBe(code), d => d.Severity.ShouldBe(Severity.Error));
        }
        else
        {
            told.ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void A_text_becomes_what_the_page_says(string text, string json)
    {
        var bound = Binder.Bind(JsonValue.Create(text), Values());

        bound.Errors.ShouldBeEmpty();
        bound.Json!.ToJsonString().ShouldBe(JsonNode.Parse(json)!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_comes_to_what_the_page_says(string condition, string says)
    {
        var result = Condition.Evaluate(condition, Values());

        (result.Error is not null ? "is an error" : result.Holds ? "holds" : "does not hold").ShouldBe(says, result.Error);
    }

    [Fact]
    public void The_page_lists_what_a_push_fills_in() =>
        Rows("| input | what it holds |").ShouldBe(InjectedInputs.Docker.Inputs.Select(i => (i.Name, i.Description)));

    [Fact]
    public void The_page_names_every_other_spelling() =>
        InjectedInputs.Docker.Inputs.SelectMany(i => i.Aliases).Concat(DocumentKinds.Aliases.Keys).ShouldAllBe(a => Page.Contains($"`{a}`", StringComparison.Ordinal));

    [Fact]
    public void The_page_lists_every_kind_and_word() =>
        DocumentKinds.All.Concat(KnownGlobals.All.Keys.Select(g => $"${{{g}}}")).ShouldAllBe(word => Page.Contains($"`{word}`", StringComparison.Ordinal));

    [Fact]
    public void The_page_describes_every_task_type()
    {
        const string Start = "by a test -->\n";
        var from = Page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;

        var shown = Page[from..Page.IndexOf("<!-- end of task types -->", StringComparison.Ordinal)];

        shown.Equals(TaskTypes(), StringComparison.Ordinal).ShouldBeTrue($"That part of docs/pipelines.md must be:\n{TaskTypes()}");
    }

    private static string TaskTypes()
    {
        var text = new StringBuilder();
        foreach (var type in KnownTaskTypes.All.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {type.Name}\n\n{type.Description}{(type.HasAllFields ? "" : " Its keys are only partly public; others are kept.")}\n");
            if (!type.Fields.IsEmpty || !type.Endpoints.IsEmpty)
            {
                text.Append("\n| key | holds | |\n|---|---|---|\n");
            }

            foreach (var role in type.Endpoints)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `endpoints.{role.Name}` | an endpoint{(role.IsRequired ? ", must be there" : "")} | {role.Description} |\n");
            }

            foreach (var (name, field) in type.Fields.SelectMany(f => f.Fields.Select(g => ($"{f.Name}.{g.Name}", g)).Prepend((f.Name, f))))
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Holds(field)}{(field.IsRequired ? ", must be there" : "")} | {field.Description} |\n");
            }

            if (type.Outputs is { } outputs)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nOutputs: {string.Join("; ", outputs.Select(o => $"`{o.Name}`: {char.ToLowerInvariant(o.Description[0])}{o.Description[1..^1]}"))}.\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Holds(TaskField field) => field.Kind switch
    {
        FieldKind.Boolean => "true or false",
        FieldKind.WholeNumber => $"a whole number from {field.Least} to {field.Most}",
        FieldKind.Choice => string.Join(", ", field.Choices.Select(c => $"`{c}`")),
        FieldKind.Texts => "a list of texts",
        FieldKind.Map or FieldKind.Group => "a map",
        FieldKind.Condition => "a condition",
        FieldKind.Manifest => "a manifest",
        FieldKind.PipelineName => "a pipeline's name",
        _ => "a text",
    };

    /// <summary>An example of some keys, with the keys around it that every pipeline has.</summary>
    private static string Completed(string keys) =>
        "project: acme\nkind: PIPELINE\nname: Example\n" + keys +
        (keys.Contains("stages:", StringComparison.Ordinal) ? "" : "stageOrder: [S]\nstages: {S: {taskOrder: [T], tasks: {T: {type: Condition, input: {condition: 'true'}}}}}\n");

    private static BindingScope Values()
    {
        var json = JsonNode.Parse(Scope)!;
        return new BindingScope
        {
            Input = json["input"]!.AsObject().ToDictionary(),
            Variables = json["var"]!.AsObject().ToDictionary(v => v.Key, v => new Value(v.Value)),
            Globals = json["globals"]!.AsObject().ToDictionary(),
            Stages = json["stages"]!.AsObject().ToDictionary(s => s.Key, s => new StageScope(
                s.Value!["status"]!.GetValue<string>(),
                s.Value["tasks"]!.AsObject().ToDictionary(t => t.Key, t => new TaskScope(t.Value!["status"]!.GetValue<string>(), t.Value["input"]!.AsObject(), t.Value["output"]!.AsObject())))),
        };
    }

    private static IEnumerable<(string First, string Second)> Rows(string header)
    {
        var lines = Page.Split('\n').SkipWhile(l => l != header).Skip(2).TakeWhile(l => l.StartsWith('|')).ToList();
        lines.ShouldNotBeEmpty($"docs/pipelines.md has no table '{header}'");
        return lines.Select(l => Row().Match(l)).Select(m => (m.Groups[1].Value.Trim().Trim('`').Replace("\\|", "|", StringComparison.Ordinal), m.Groups[2].Value.Trim().Trim('`')));
    }

    [GeneratedRegex(@"^```(?<info>[^\n]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^\| ((?:[^|\\]|\\.)*) \| ((?:[^|\\]|\\.)*) \|$")]
    private static partial Regex Row();
}
