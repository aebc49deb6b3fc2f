using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

/// <summary>Whichever way a secret takes into a result, masking the texts of <see cref="BindResult.Secrets"/> hides it.</summary>
public sealed class SecretPropertyTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Secrets = Gen.Char["abZ09 \"\\\n\t/+<'&{}[]:,é☃"].Array[2, 12].Select(c => new string(c))
        .Where(s => s.ToUpperInvariant() is not ("TRUE" or "FALSE" or "NULL"));

    /// <summary>Every way to a secret that there is: as a variable, as a part of one, back from a task, from an input, from an output.</summary>
    private static readonly Gen<string> Ways = Gen.OneOf<string>(
        "${var.text}", "${var.json}", "${var.json.token}", "${var.json.more[1].deep}", "${var.object}", "${var.object.token}", "${var.object.packed}", "${var.object.packed.token}",
        "${Call.Echo.output}", "${Call.Echo.output.raw}", "${Call.Echo.output.body}", "${Call.Echo.output.body.token}", "${Call.Echo.output.foreign}", "${Call.Echo.input.sent}",
        "${input.given}", "${input.given.list[0]}", "${output.url}", "${output.all}");

    /// <summary>What stands between holds no two characters of which secrets are made: else it would be a secret by chance.</summary>
    private static readonly Gen<string> Templates = Gen.OneOf(Ways, Gen.OneOf<string>("§", "¶\n", "${input.plain}", "$${KEEP}", "=¶")).Array[1, 6].Select(string.Concat);

    [Fact]
    public void Every_occurrence_of_a_secret_is_covered() => Gen.Select(Secrets, Templates.Array[1, 4]).Sample(
        (secret, templates) =>
        {
            var result = Binder.Bind(new JsonObject { ["a"] = new JsonArray([.. templates.Select(t => (JsonNode?)t)]), ["b"] = templates[0] }, Scope(secret));

            result.Errors.ShouldBeEmpty();
            var texts = new List<string>();
            Texts(result.Json, texts);
            foreach (var text in texts)
            {
                var masked = result.Secrets.OrderByDescending(s => s.Length).Aggregate(text, (t, s) => t.Replace(s, "\u0001", StringComparison.Ordinal));
                foreach (var form in Forms(secret))
                {
                    masked.ShouldNotContain(form, Case.Sensitive, $"of {JsonSerializer.Serialize(text)}, marked {JsonSerializer.Serialize(result.Secrets)}");
                }
            }
        },
        iter: 3_000);

    [Fact]
    public void What_is_marked_once_is_marked_when_it_comes_back() => Gen.Select(Secrets, Ways).Sample(
        (secret, way) =>
        {
            var first = Binder.Bind(JsonValue.Create("sent " + way), Scope(secret));
            var next = new BindingScope { Secrets = first.Secrets, Globals = new Dictionary<string, JsonNode?> { ["back"] = new JsonObject { ["log"] = $"got {secret}!" } } };

            Binder.Bind(JsonValue.Create("${back}"), next).Secrets.ShouldContain(secret);
        },
        iter: 1_000);

    private static BindingScope Scope(string secret)
    {
        var json = new JsonObject { ["token"] = secret, ["more"] = new JsonArray(1, new JsonObject { ["deep"] = $"<{secret}>" }) }.ToJsonString();
        return new BindingScope
        {
            Variables = new Dictionary<string, Value>
            {
                ["text"] = new(secret, IsSecret: true),
                ["json"] = new(json, IsSecret: true),
                ["object"] = new(new JsonObject { ["token"] = secret, ["packed"] = json }, IsSecret: true),
            },
            Input = new Dictionary<string, JsonNode?> { ["plain"] = "plain", ["given"] = new JsonObject { ["list"] = new JsonArray(secret), [secret] = "key" } },
            Output = new Dictionary<string, JsonNode?> { ["url"] = $"https://{secret}@host", ["all"] = new JsonArray(new JsonObject { ["x"] = secret }) },
            Stages = new Dictionary<string, StageScope>
            {
                ["Call"] = new("COMPLETED", new Dictionary<string, TaskScope>
                {
                    ["Echo"] = new("COMPLETED", new JsonObject { ["sent"] = $"Bearer {secret}" }, new JsonObject
                    {
                        ["raw"] = $"-{secret}-",
                        ["body"] = new JsonObject { ["token"] = secret }.ToJsonString(Relaxed),
                        ["foreign"] = new JsonObject { ["token"] = secret }.ToJsonString(),
                    }),
                }),
            },
        };
    }

    private static IEnumerable<string> Forms(string secret) =>
        new[] { secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), JavaScriptEncoder.Default.Encode(secret) }.Distinct();

    private static void Texts(JsonNode? json, List<string> texts)
    {
        switch (json)
        {
            case JsonObject o:
                texts.AddRange(o.Select(p => p.Key));
                o.ToList().ForEach(p => Texts(p.Value, texts));
                break;
            case JsonArray a:
                a.ToList().ForEach(item => Texts(item, texts));
                break;
            case JsonValue v when v.GetValueKind() is JsonValueKind.String:
                texts.Add(v.GetValue<string>());
                break;
        }
    }
}
