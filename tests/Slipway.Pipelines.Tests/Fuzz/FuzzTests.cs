using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.Tests.Documents;
using Slipway.Pipelines.Tests.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>
/// A few thousand broken inputs for every parser, and more than a million with <c>SLIPWAY_PROVE=1</c>. What was slowest is printed as a
/// line that a shell turns back into the input; a failure prints its input the same way, and the seed of CsCheck.
/// </summary>
public sealed class FuzzTests
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = SourceLimits.Depth + 1 };

    [Fact]
    public void Whatever_the_yaml_reader_reads_it_reads_again_from_what_is_written() =>
        new FuzzRun("YAML").Of(Bytes(Mutation.Texts(Seeds.Yaml, Seeds.YamlTokens)), input =>
        {
            var result = DocumentFile.Read(input);
            Honest.Check(result);
            if (result.HasErrors)
            {
                return;
            }

            var written = DocumentFile.Write(result.Documents);
            var again = DocumentFile.Read(written);
            again.Diagnostics.Where(d => d.Severity is Severity.Error).ShouldBeEmpty();
            DocumentFile.Write(again.Documents).ShouldBe(written);
            JsonSameness.Are(JsonSerializer.SerializeToNode(again.Documents), JsonSerializer.SerializeToNode(result.Documents)).ShouldBeTrue();
        });

    [Fact]
    public void The_json_reader_reads_what_json_is_and_nothing_else() =>
        new FuzzRun("JSON").Of(Bytes(Mutation.Texts(Seeds.Json, Seeds.JsonTokens)), input =>
        {
            var diagnostics = new DiagnosticList();
            if (SourceText.Read(input, SourceLimits.Bytes, diagnostics) is not { } text)
            {
                return;
            }

            var documents = JsonTextSource.Read(text, diagnostics);
            var all = diagnostics.InDocumentOrder();
            Honest.Check(all);
            if (all.IsEmpty)
            {
                var expected = JsonNode.Parse(text, documentOptions: Strict);
                var read = new JsonArray([.. documents.Select(JsonSource.ToJson)]);
                JsonSameness.Are(read, expected is JsonArray ? expected : new JsonArray(expected)).ShouldBeTrue();
                Scalars(documents).All(s => RawIsText(text, s)).ShouldBeTrue();
            }
            else if (all.Any(d => d.Code is not (DiagnosticCodes.TooDeep or DiagnosticCodes.OutOfRange)))
            {
                IsJson(text).ShouldBeFalse();
            }
        });

    [Fact]
    public void No_text_makes_binding_throw() =>
        new FuzzRun("Expressions").Of(Mutation.Texts(Seeds.Expressions, Seeds.ExpressionTokens), text =>
        {
            var result = Binder.Bind(JsonValue.Create(text), Scopes.Busy);
            result.Errors.All(e => e.Length > 0).ShouldBeTrue();
            Binder.References(JsonValue.Create(text));
            if (!text.Contains("${", StringComparison.Ordinal))
            {
                result.Json!.GetValue<string>().ShouldBe(text);
            }
        });

    [Fact]
    public void No_text_makes_a_condition_throw_or_hold_with_an_error() =>
        new FuzzRun("Conditions").Of(Mutation.Texts(Seeds.Conditions, Seeds.ConditionTokens), text =>
        {
            var result = Condition.Evaluate(text, Scopes.Busy);
            (result.Holds && result.Error is not null).ShouldBeFalse();
            Condition.References(text);
        });

    /// <summary>The texts as UTF-8, one in four with a byte that was flipped or cut out.</summary>
    private static Gen<byte[]> Bytes(Gen<string> texts) => Gen.Select(texts, Gen.Int[0, 7], Gen.UInt, Gen.Byte, (text, kind, at, flip) =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (kind > 1 || bytes.Length is 0)
        {
            return bytes;
        }

        var index = (int)(at % (uint)bytes.Length);
        bytes[index] ^= flip;
        return kind is 0 ? bytes : [.. bytes[..index], .. bytes[(index + 1)..]];
    });

    /// <summary>Whether System.Text.Json takes the text, and each text in it is Unicode.</summary>
    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            return IsUnicode(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }

        static bool IsUnicode(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().All(p => p.Name is not null && IsUnicode(p.Value)),
            JsonValueKind.Array => json.EnumerateArray().All(IsUnicode),
            JsonValueKind.String => json.GetString() is not null,
            _ => true,
        };
    }

    private static bool RawIsText(string text, SourceScalar scalar) =>
        JsonSameness.Are(JsonNode.Parse(text[scalar.Start..scalar.End]), CoreSchema.ToJson(scalar)) && SourceText.PlaceOf(text, scalar.Start) == scalar.Place;

    private static IEnumerable<SourceScalar> Scalars(IEnumerable<SourceNode> nodes) => nodes.SelectMany(node => node switch
    {
        SourceScalar scalar => [scalar],
        SourceList list => Scalars(list.Items),
        SourceMap map => map.Entries.Select(e => e.Key).Concat(Scalars(map.Entries.Select(e => e.Value))),
        _ => [],
    });
}
