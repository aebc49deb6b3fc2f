using System.Text;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Slipway.Pipelines.Expressions;

namespace Slipway.Pipelines.Bench;

/// <summary>What the pipeline language costs the server. Each measure first makes sure that it measures the thing and not its failure.</summary>
public class LanguageBenchmarks
{
    private readonly byte[] _pipeline = Encoding.UTF8.GetBytes(PipelineText.Of(stages: 6));
    private readonly JsonNode _manifest = new JsonObject { ["action"] = "APPLY", ["yaml"] = ManifestText.Text };
    private readonly string _question = """
        ${input.LEVEL} == "LARGE" && (${Build.Image - it.status} == "COMPLETED" || ${input.REPLICAS} >= 3)
        && "${Build.Image - it.output.exports.VERSION}" != "null" && !(${requestBy} == nobody)
        """;

    private ReadResult _read = new([], []);

    /// <summary>Reads once, and fails when anything is not as it should be.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _read = Read();
        Require(_pipeline.Length is > 29_000 and < 33_000, $"the pipeline has {_pipeline.Length} bytes");
        Require(_read.Diagnostics.IsEmpty && _read.Documents.Length is 1, string.Join('\n', _read.Diagnostics));
        Require(ManifestText.Text.Count(c => c is '\n') is > 190 and < 210, $"the manifest has {ManifestText.Text.Count(c => c is '\n')} lines");
        Require(Bind().Errors.Count is 0, string.Join('\n', Bind().Errors));
        Require(Evaluate().Holds, Evaluate().Error ?? "the condition does not hold");
        Require(Write().Length > 25_000, "the pipeline is written in part only");
    }

    /// <summary>YAML to pipeline, with every check.</summary>
    [Benchmark(Description = "parse and validate a pipeline of 30 kB, 36 tasks")]
    public ReadResult Read() => DocumentFile.Read(_pipeline);

    /// <summary>A bound manifest.</summary>
    [Benchmark(Description = "bind a manifest of 200 lines, 30 expressions")]
    public BindResult Bind() => Binder.Bind(_manifest, ManifestText.Scope);

    /// <summary>A condition's answer.</summary>
    [Benchmark(Description = "evaluate a condition of five comparisons")]
    public ConditionResult Evaluate() => Condition.Evaluate(_question, ManifestText.Scope);

    /// <summary>Pipeline to YAML.</summary>
    [Benchmark(Description = "write that pipeline as YAML")]
    public string Write() => DocumentFile.Write(_read.Documents);

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The benchmark does not measure what it says: {otherwise}");
        }
    }
}
