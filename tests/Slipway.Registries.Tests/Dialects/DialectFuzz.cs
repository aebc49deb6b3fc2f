using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

/// <summary>
/// Twenty thousand broken deliveries for all dialects, and a million with <c>SLIPWAY_PROVE=1</c>. How many there were of each result is
/// printed; a failure prints the delivery and the seed of CsCheck.
/// </summary>
public sealed class DialectFuzz
{
    private const int InputsInShort = 20_000;
    private const int InputsInFull = 1_000_000;

    private const string HeaderNames = "X-GitHub-Event X-GitHub-Delivery X-Hub-Signature-256 X-Jfrog-Event-Auth X-Nexus-Webhook-Signature X-Nexus-Webhook-Delivery Authorization";

    private static readonly Sample[] Samples = [.. Sample.All.Values.OrderBy(sample => sample.Dialect.ServerType, StringComparer.Ordinal)];

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\]", "\\u0000", "\\ud800", "null", "true", "-0", "1e999", "{}", "[]", "\"\"", "\n", "é", "\0", "/", "//", "@", "..", "%2e", ":443",
        "localhost", "registry:5000", "docker.io", "acme/web", "1.0", "latest", Sample.Digest, "sha512:", "push", "delete", "PUSH_ARTIFACT", "INSERT", "TAG_PUSH", "CREATED", "published",
        "\"tag\":", "\"repository\":", "\"events\":[", "\"target\":{", "\"host\":", "\"message\":{\"data\":", "payload=", "%7B", "e30=", "\"\\ud800\":1,", "0", "9999999999999999999",
    ];

    private static readonly Gen<string> Token = Gen.Frequency((8, Gen.OneOf<string>(Tokens)), (1, Gen.String[0, 4]), (1, Gen.OneOf<string>([.. Samples.Select(sample => sample.Body)])));

    private static readonly Gen<(int Kind, uint At, uint Length, string Token)[]> Changes = Gen.Select(Gen.Int[0, 6], Gen.UInt, Gen.UInt, Token).Array[0, 5];

    private static readonly Gen<KeyValuePair<string, string>[]> OtherHeaders =
        Gen.Select(Gen.OneOf<string>(HeaderNames.Split(' ')), Gen.OneOf(Token, Gen.String[0, 300], Gen.OneOf<string>("package", "registry_package", "ping", "Bearer a.b.c", "sha256=00")), KeyValuePair.Create).Array[0, 3];

    private static readonly Gen<(int Sample, string Body, KeyValuePair<string, string>[] Headers, bool Raw)> Deliveries =
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Int[0, Samples.Length * 8 - 1], Changes, OtherHeaders, Gen.Int[0, 7], (reader, body, changes, headers, raw) =>
            (reader, changes.Aggregate(Samples[body < Samples.Length ? body : reader].Body, Change), headers, raw == 0));

    [Fact]
    public async Task No_delivery_makes_a_dialect_throw_or_tell_of_an_image_that_cannot_be()
    {
        var counts = new ConcurrentDictionary<string, int>();
        var started = Stopwatch.GetTimestamp();
        var isFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";
        await Deliveries.SampleAsync(
            async delivery =>
            {
                var sample = Samples[delivery.Sample];
                var headers = MessageHeaders.Of([.. delivery.Headers, .. sample.Headers]);
                var message = new RegistryMessage(headers, delivery.Raw ? Encoding.UTF8.GetBytes(delivery.Body) : sample.Encode(delivery.Body));
                counts.AddOrUpdate(Answered.With(sample.Dialect, message).GetType().Name, 1, (_, n) => n + 1);
                if (sample.Dialect is ISignedDialect signed && signed.IsSigned(headers))
                {
                    var verdict = await signed.VerifyAsync(message, new SignatureKey("token", new Uri("https://cd.acme.example/hook"), "a@b"), CancellationToken.None);
                    counts.AddOrUpdate($"signature {verdict}", 1, (_, n) => n + 1);
                    if (verdict is SignatureVerdict.Valid)
                    {
                        throw new InvalidOperationException("A signature was forged.");
                    }
                }
            },
            iter: isFull ? InputsInFull : InputsInShort,
            print: delivery => $"{Samples[delivery.Sample]}, raw {delivery.Raw}, {string.Join("; ", delivery.Headers)}: echo {Convert.ToBase64String(Encoding.UTF8.GetBytes(delivery.Body))} | base64 -d");

        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"Dialects: {string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} {count.Key}"))} in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        TestContext.Current.TestOutputHelper!.WriteLine(said);
        TestContext.Current.SendDiagnosticMessage(said);
    }

    /// <summary>One change of a body, as a slip of the hand or malice would make it. Positions wrap around.</summary>
    private static string Change(string text, (int Kind, uint At, uint Length, string Token) change)
    {
        var at = (int)(change.At % (uint)(text.Length + 1));
        var end = Math.Min(text.Length, at + (int)(change.Length % 24));
        var value = text.IndexOf("\":", at, StringComparison.Ordinal) is var colon and >= 0 ? colon + 2 : text.Length;
        var valueEnd = text.IndexOfAny([',', '}', ']'], value) is var comma and >= 0 ? comma : text.Length;
        var changed = change.Kind switch
        {
            0 => text[..at] + text[end..],
            1 => text[..at] + change.Token + text[at..],
            2 => text[..at] + change.Token + text[end..],
            3 => text[..end] + text[at..],
            4 => text[..value] + change.Token + text[valueEnd..],
            5 => text[..value] + "\"" + change.Token + "\"" + text[valueEnd..],
            _ => at < text.Length ? text[..at] + (char)(text[at] ^ (1 << (int)(change.Length % 8))) + text[(at + 1)..] : text,
        };
        return changed.Length <= 8_000 ? changed : changed[..8_000];
    }
}
