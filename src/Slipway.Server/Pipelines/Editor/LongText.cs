using System.Text;
using Microsoft.JSInterop;
using Slipway.Server.Import;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>Texts that may be longer than one message of the browser.</summary>
internal static class LongText
{
    /// <summary>Reads a text as <c>pipelines.js</c> sends it: with a line feed at its end that is none of its own.</summary>
    /// <returns>Null when it is longer than an import may be.</returns>
    public static async Task<string?> ReadAsync(IJSStreamReference text, CancellationToken cancellationToken)
    {
        if (text.Length > DocumentImport.MaxBytes)
        {
            return null;
        }

        await using var stream = await text.OpenReadStreamAsync(DocumentImport.MaxBytes, cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return (await reader.ReadToEndAsync(cancellationToken))[..^1];
    }
}
