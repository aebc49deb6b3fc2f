using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Pipelines;

namespace Slipway.Cli.Validate.Reports;

/// <summary>One array with an object for each finding. Every key is always there; line and column are 0 where the whole file is meant.</summary>
internal sealed class JsonReport : Report
{
    public override string Print(Outcome outcome) => JsonPrinting.Print(new JsonArray([.. outcome.Findings.Select(Of)]));

    private static JsonObject Of(Finding finding) => new()
    {
        ["file"] = finding.File,
        ["line"] = finding.Diagnostic.Line,
        ["column"] = finding.Diagnostic.Column,
        ["code"] = finding.Diagnostic.Code,
        ["severity"] = finding.Diagnostic.Severity is Severity.Error ? "error" : "warning",
        ["message"] = finding.Diagnostic.Message,
        ["hint"] = finding.Diagnostic.Hint,
        ["path"] = finding.Diagnostic.Path,
    };
}
