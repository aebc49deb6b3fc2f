namespace Slipway.Pipelines.Source;

/// <summary>Reads a file as what it is: JSON where it is written as JSON, else YAML.</summary>
internal static class SourceDocuments
{
    /// <summary>
    /// The documents of a file; an empty list after an error. A file that starts with a brace may be JSON or YAML in flow style:
    /// what starts as only JSON does, with a quote or an object, is held to JSON; anything else that JSON does not take is read as YAML.
    /// </summary>
    /// <param name="text">Text that <see cref="SourceText"/> let pass.</param>
    /// <param name="diagnostics">Where problems go.</param>
    public static IReadOnlyList<SourceNode> Read(string text, DiagnosticList diagnostics)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', .. var inside])
        {
            return YamlSource.Read(text, diagnostics);
        }

        var ofJson = new DiagnosticList();
        var documents = JsonTextSource.Read(text, ofJson);
        if (IsMeantAsJson(inside) || !ofJson.Says(DiagnosticCodes.Syntax))
        {
            diagnostics.AddRange(ofJson);
            return documents;
        }

        return YamlSource.Read(text, diagnostics);
    }

    private static bool IsMeantAsJson(ReadOnlySpan<char> inside)
    {
        inside = inside.TrimStart();
        if (inside is ['{', .. var item])
        {
            inside = item.TrimStart();
        }

        return inside is ['"' or '/', ..];
    }
}
