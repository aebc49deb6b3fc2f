using System.Text;
using System.Text.Json;
using CsCheck;
using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Tests.Payloads;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class DockerHubDialectProperties
{
    private static readonly Gen<string> Scrap = Gen.OneOf(
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\]", "\\u", "\\ud800", "\\u0000", "\n", "\t", "null", "1e999", "-0", "é",
        "\"push_data\":", "\"tag\":", "\"repository\":", "\"repo_name\":", "\"pushed_at\":", "\"acme/web\"", "\"1.0\"", "\"\\ud800\":1,", "\"pusher\":");

    [Fact]
    public void Any_bytes_are_answered() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ShouldAnswer(bytes));

    [Fact]
    public void Any_json_like_text_is_answered() =>
        Scrap.Array[0, 40].Sample(scraps => ShouldAnswer(Encoding.UTF8.GetBytes("{" + string.Concat(scraps))), iter: 20_000);

    [Fact]
    public void The_documented_payload_with_any_bytes_changed_is_answered() =>
        Gen.Select(Gen.Int[0, Payload.AsPrinted.Length - 1], Gen.Byte, Gen.Int[0, Payload.AsPrinted.Length - 1]).Array[1, 4].Sample(changes =>
        {
            var bytes = Payload.AsPrinted.ToArray();
            foreach (var (at, value, end) in changes)
            {
                bytes[at] = value;
                bytes = end % 8 == 0 ? bytes[..Math.Max(at + 1, end)] : bytes;
                if (bytes.Length < Payload.AsPrinted.Length)
                {
                    break;
                }
            }

            ShouldAnswer(bytes);
        });

    [Fact]
    public void A_sound_body_is_never_repaired() =>
        Gen.Select(Gen.String, Gen.String).Sample((text, key) =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
            {
                ["x" + key] = text,
                ["push_data"] = new { tag = "1", note = text },
                ["repository"] = new { repo_name = "acme/web", description = text },
            });

            new DockerHubDialect().Read(new RegistryMessage(MessageHeaders.None, body)).ShouldBeOfType<DialectResult.Pushed>().Repair.ShouldBeNull();
        });

    private static void ShouldAnswer(byte[] bytes)
    {
        switch (new DockerHubDialect().Read(new RegistryMessage(MessageHeaders.None, bytes)))
        {
            case DialectResult.Pushed pushed:
                pushed.Pushes.Length.ShouldBe(1);
                break;
            case DialectResult.Malformed malformed:
                malformed.Reason.ShouldNotBeNullOrEmpty();
                malformed.Reason.Any(char.IsControl).ShouldBeFalse(malformed.Reason);
                malformed.Reason.Length.ShouldBeLessThan(700);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
