using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Inspection;

/// <summary>Reads what a registry says of its tags (OCI Distribution Specification, "Listing Tags", "Error Codes").</summary>
internal static class TagPage
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };

    /// <summary>The tags, without those that are none; null when the body is no list of tags, which is not the same as an empty one.</summary>
    public static ImmutableArray<Tag>? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Shallow);

            // The reference implementation says null where there are none.
            return document.RootElement.ValueKind is JsonValueKind.Object
                && ForeignJson.Field(document.RootElement, "tags") is var tags && tags is null or { ValueKind: JsonValueKind.Array }
                && (tags is not null || ForeignJson.Field(document.RootElement, "name").Text() is not null)
                ? [.. tags.Items().Select(name => Tag.TryParse(name.Text(), out var tag) ? tag : null).OfType<Tag>()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a registry says why it has nothing, and nobody else.</summary>
    public static bool IsRegistryError(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Shallow);
            return ForeignJson.Field(document.RootElement, "errors").Items().Any(error => error.Field("code").Text() is not null);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
