using Slipway.Pipelines.Source;

namespace Slipway.Pipelines;

/// <summary>How bad a <see cref="Diagnostic"/> is.</summary>
public enum Severity
{
    /// <summary>The document is usable; something in it deserves a look.</summary>
    Warning,

    /// <summary>The document is not usable.</summary>
    Error,
}

/// <summary>Something a person should know about a document, as a compiler says it.</summary>
/// <param name="Code">A stable code, such as <c>SW1001</c>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Line">1-based; 0 when the whole document is meant.</param>
/// <param name="Column">1-based; 0 when the whole line or document is meant.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What would be right, where that is known.</param>
public sealed record Diagnostic(string Code, Severity Severity, int Line, int Column, string Message, string? Hint = null)
{
    /// <summary>The way to what is meant, such as <c>stages.Build.tasks.Publish.input.url</c>; null when the whole document is meant.</summary>
    public string? Path { get; init; }

    /// <summary>Whether it is about what these keys lead to, from the document down, or about something in it.</summary>
    /// <param name="keys">Such as <c>stages</c>, <c>Build</c>.</param>
    public bool IsAbout(params ReadOnlySpan<string> keys)
    {
        var path = SourcePath.Of(keys);
        return Path is { } mine && mine.StartsWith(path, StringComparison.Ordinal) && (mine.Length == path.Length || mine[path.Length] is '.' or '[');
    }

    /// <summary>As a compiler prints it, without the file: <c>14:9: error SW1003: message. hint</c>.</summary>
    public override string ToString() =>
        $"{Line}:{Column}: {(Severity is Severity.Error ? "error" : "warning")} {Code}: {Message}{(Hint is null ? "" : " " + Hint)}";
}
