using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Pipelines;

namespace Slipway.Cli.Validate.Reports;

/// <summary>
/// SARIF 2.1.0, with what GitHub's code scanning asks for on top of the standard: texts and help of every rule, and regions with
/// all four ends ("SARIF support for code scanning").
/// </summary>
/// <param name="root">The directory that files are named from; the root of the repository where a CI job checks it.</param>
internal sealed class SarifReport(string root) : Report
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    private static readonly string[] Codes = [.. DiagnosticRules.All.Select(r => r.Code)];

    public override string Print(Outcome outcome) => JsonPrinting.Print(new JsonObject
    {
        ["$schema"] = Schema,
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = Driver() },
            ["columnKind"] = "utf16CodeUnits",
            ["invocations"] = new JsonArray(Invocation(outcome)),
            ["results"] = new JsonArray([.. outcome.Findings.Select(Result)]),
        }),
    });

    private static JsonObject Driver() => new()
    {
        ["name"] = "Slipway",
        ["semanticVersion"] = typeof(DiagnosticRules).Assembly.GetName().Version!.ToString(3),
        ["rules"] = new JsonArray([.. DiagnosticRules.All.Select(Rule)]),
    };

    private static JsonObject Rule(DiagnosticRule rule) => new()
    {
        ["id"] = rule.Code,
        ["shortDescription"] = Message(rule.Sentence),
        ["fullDescription"] = Message(rule.Sentence),
        ["help"] = Message(rule.Sentence),
        ["defaultConfiguration"] = new JsonObject { ["level"] = rule.Severity is RuleSeverity.Error ? "error" : "warning" },
    };

    /// <summary>The run itself: a file that cannot be read is a failure of the run and no finding in a document.</summary>
    private static JsonObject Invocation(Outcome outcome) => new()
    {
        ["executionSuccessful"] = outcome.Unreadable.IsEmpty,
        ["exitCode"] = outcome.ExitCode,
        ["toolExecutionNotifications"] = new JsonArray([.. outcome.Unreadable.Select(u => new JsonObject
        {
            ["level"] = "error",
            ["message"] = Message($"Cannot read {u.Name}: {u.Why}"),
        })]),
    };

    private JsonObject Result(Finding finding)
    {
        var (line, column) = (Math.Max(1, finding.Diagnostic.Line), Math.Max(1, finding.Diagnostic.Column));
        return new JsonObject
        {
            ["ruleId"] = finding.Diagnostic.Code,
            ["ruleIndex"] = Array.IndexOf(Codes, finding.Diagnostic.Code),
            ["level"] = finding.Diagnostic.Severity is Severity.Error ? "error" : "warning",
            ["message"] = Message(finding.Diagnostic.Hint is { } hint ? $"{finding.Diagnostic.Message} {hint}" : finding.Diagnostic.Message),
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = Artifact(finding.File),
                    ["region"] = new JsonObject { ["startLine"] = line, ["startColumn"] = column, ["endLine"] = line, ["endColumn"] = column + 1 },
                },
            }),
        };
    }

    /// <summary>Below the root as a relative URI, which is what CI servers find in their checkout; elsewhere with the whole path.</summary>
    private JsonObject Artifact(string file)
    {
        var relative = Path.GetRelativePath(root, Path.Combine(root, file)).Replace('\\', '/');
        return relative is ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? new JsonObject { ["uri"] = new Uri(Path.GetFullPath(file, root)).AbsoluteUri }
            : new JsonObject { ["uri"] = string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = "%SRCROOT%" };
    }

    private static JsonObject Message(string text) => new() { ["text"] = text };
}
