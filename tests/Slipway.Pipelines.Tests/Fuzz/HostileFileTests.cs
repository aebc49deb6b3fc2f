using System.Globalization;
using System.Text;
using Shouldly;
using Slipway.Pipelines.Source;
using Xunit;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>
/// Small files in every hostile shape; with <c>SLIPWAY_PROVE=1</c> as large as a file may be, and then none may take over a second
/// three times in a row. What each took is printed.
/// </summary>
public sealed class HostileFileTests
{
    private const int Small = 300_000;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";

    [Fact]
    public void Every_hostile_text_is_read_or_refused_and_its_messages_stay_short() => Each(HostileFiles.OfText, isTimed: true, text =>
    {
        var diagnostics = new DiagnosticList();
        if (SourceText.Read(text, SourceLimits.Bytes, diagnostics) is { } read)
        {
            SourceDocuments.Read(read, diagnostics);
        }

        return diagnostics.InDocumentOrder();
    });

    [Fact]
    public void Every_hostile_pipeline_is_read_or_refused_and_its_messages_stay_short() => Each(HostileFiles.OfPipelines, isTimed: true, text => DocumentFile.Read(text).Diagnostics);

    private static void Each(Dictionary<string, Func<int, string>> shapes, bool isTimed, Func<string, IReadOnlyList<Diagnostic>> read)
    {
        // Some bytes are left for what a shape stands in.
        var size = IsFull ? SourceLimits.Bytes - 200_000 : Small;
        var slow = new List<string>();
        foreach (var (name, shape) in shapes)
        {
            var text = shape(size);
            Encoding.UTF8.GetByteCount(text).ShouldBeInRange(size / 100, SourceLimits.Bytes, name);
            IReadOnlyList<Diagnostic> diagnostics = [];
            var elapsed = Patience.Timed(() => diagnostics = read(text));
            Honest.Check(diagnostics);
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-42}{text.Length / 1e6,6:0.0} MB{elapsed.TotalMilliseconds,8:0} ms  {(diagnostics.Count > 0 ? SourceText.Shown(diagnostics[0].ToString(), 90) : "")}"));
            if (IsFull && isTimed && Patience.IsExceededBy(elapsed, () => read(text)))
            {
                slow.Add($"{name}: {elapsed.TotalSeconds:0.0} s, and over a second again");
            }
        }

        slow.ShouldBeEmpty();
    }
}
