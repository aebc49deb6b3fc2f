using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;
using Slipway.Pipelines;

namespace Slipway.Storage;

/// <summary>
/// Pipelines as JSON. The same few documents are read and written over and over, with every admission and every look at an execution: those that were
/// used last are kept, by their text. A document is never changed, so that all who read one text share what it says.
/// </summary>
internal static class StoredPipeline
{
    // In characters of JSON. The documents that they become take several times as much memory.
    private const int MostKept = 2 * 1024 * 1024;

    private static readonly MemoryCache Documents = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private static readonly ConditionalWeakTable<Pipeline, string> Texts = [];

    public static string Write(Pipeline pipeline) => Texts.GetValue(pipeline, StoredJson.Write);

    public static Pipeline Read(string json)
    {
        if (Documents.TryGetValue(json, out Pipeline? known))
        {
            return known!;
        }

        var read = StoredJson.Read<Pipeline>(json);
        Texts.AddOrUpdate(read, json);
        return Documents.Set(json, read, new MemoryCacheEntryOptions { Size = json.Length });
    }
}
