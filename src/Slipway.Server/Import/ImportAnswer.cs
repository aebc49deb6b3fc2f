using System.Collections.Immutable;
using System.Text;
using Slipway.Pipelines;
using Slipway.Server.Api;

namespace Slipway.Server.Import;

/// <summary>What an import tells of each document: YAML with <c>name</c>, <c>status</c> and <c>statusMessage</c>, as Code Stream's clients read it.</summary>
internal static class ImportAnswer
{
    public const string Yaml = "application/x-yaml";

    private const string Failed = "FAILED";

    public static string Write(IEnumerable<(string Name, string Status, Problem? Problem)> documents, ImmutableArray<Diagnostic> warnings)
    {
        var answer = new StringBuilder();
        foreach (var (name, status, problem) in documents)
        {
            answer.Append("---\nname: ").Append(Quoted(name))
                .Append("\nstatus: ").Append(problem is null ? status : Failed)
                .Append("\nstatusMessage: ").Append(Quoted(problem?.Message ?? Summary(warnings))).Append('\n');
        }

        return answer.ToString();
    }

    private static string Summary(ImmutableArray<Diagnostic> warnings) => warnings.Length switch
    {
        0 => "",
        1 => $"1 warning: {warnings[0]}",
        var count => $"{count} warnings, the first: {warnings[0]}",
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'";
}
