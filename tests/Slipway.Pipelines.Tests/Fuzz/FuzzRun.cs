using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>Sends very many inputs through a parser and keeps account of how many there were and which took longest.</summary>
/// <param name="parser">What is fed.</param>
internal sealed class FuzzRun(string parser)
{
    private const int InputsInShort = 4_000;
    private const int InputsInFull = 500_000;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";

    private readonly Lock _gate = new();
    private long _inputs;
    private long _bytes;
    private long _ticks;
    private TimeSpan _slowest;
    private byte[] _slowestInput = [];

    public void Of(Gen<string> texts, Action<string> feed) => Of(texts, Encoding.UTF8.GetBytes, feed);

    public void Of(Gen<byte[]> inputs, Action<byte[]> feed) => Of(inputs, bytes => bytes, feed);

    private void Of<T>(Gen<T> inputs, Func<T, byte[]> bytesOf, Action<T> feed)
    {
        inputs.Sample(
            input =>
            {
                var elapsed = Patience.Timed(() => feed(input));
                Note(bytesOf(input), elapsed);
                (IsFull && Patience.IsExceededBy(elapsed, () => feed(input))).ShouldBeFalse($"{elapsed.TotalSeconds:F1} s for one input, and over a second again");
            },
            iter: IsFull ? InputsInFull : InputsInShort,
            print: input => Packed(bytesOf(input)));
        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"{parser}: {_inputs} inputs, {_bytes / _inputs} bytes and {TimeSpan.FromTicks(_ticks / _inputs).TotalMicroseconds:F0} µs each; the slowest took {_slowest.TotalMilliseconds:F1} ms: {Packed(_slowestInput)}");
        TestContext.Current.TestOutputHelper!.WriteLine(said);
        TestContext.Current.SendDiagnosticMessage(said);
    }

    private void Note(byte[] input, TimeSpan elapsed)
    {
        lock (_gate)
        {
            _inputs++;
            _bytes += input.Length;
            _ticks += elapsed.Ticks;
            if (elapsed > _slowest)
            {
                (_slowest, _slowestInput) = (elapsed, input);
            }
        }
    }

    /// <summary>The input as one line that a shell unpacks again.</summary>
    private static string Packed(byte[] input)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(input);
        }

        return $"echo {Convert.ToBase64String(packed.ToArray())} | base64 -d | gunzip";
    }
}
