using System.Text.Json;

namespace Slipway.Storage;

/// <summary>How documents are written into text columns.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        IgnoreReadOnlyProperties = true,
        // An object of a cluster can be 512 levels deep, and stands in its task's output as it is.
        MaxDepth = 600,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static string? OrNull<T>(T? value)
        where T : class => value is null ? null : Write(value);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
