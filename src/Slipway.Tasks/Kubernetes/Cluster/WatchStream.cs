using System.Buffers;
using System.IO.Pipelines;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>Reads the lines of one watch connection until it ends, for whatever reason.</summary>
internal static class WatchStream
{
    private const int MaxLineBytes = 16 << 20;

    public static async IAsyncEnumerable<JsonObject> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await ReadMoreAsync(reader, cancellationToken);
            if (read is not { } result)
            {
                yield break;
            }

            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (Parse(buffer.Slice(0, end)) is { } line)
                {
                    yield return line;
                }

                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (result.IsCompleted || buffer.Length > MaxLineBytes)
            {
                yield break;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static async Task<ReadResult?> ReadMoreAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static JsonObject? Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = ClusterApi.MaxDepth });
            return JsonNode.Parse(ref reader) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
