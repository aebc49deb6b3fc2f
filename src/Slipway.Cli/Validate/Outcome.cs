using System.Collections.Immutable;
using Slipway.Pipelines;

namespace Slipway.Cli.Validate;

/// <summary>What came of it all.</summary>
/// <param name="Files">The files that were read, as the person named them.</param>
/// <param name="Findings">What there is to say of them, file by file.</param>
/// <param name="Unreadable">The files that were not read.</param>
internal sealed record Outcome(ImmutableArray<string> Files, ImmutableArray<Finding> Findings, ImmutableArray<UnreadableFile> Unreadable)
{
    public int Errors => Findings.Count(f => f.Diagnostic.Severity is Severity.Error);

    public int Warnings => Findings.Length - Errors;

    public int ExitCode => !Unreadable.IsEmpty ? ExitCodes.Usage : Errors > 0 ? ExitCodes.Failed : ExitCodes.Done;
}

/// <summary>A diagnostic and the file it is about.</summary>
internal sealed record Finding(string File, Diagnostic Diagnostic);

/// <summary>A file that was asked for and not read.</summary>
/// <param name="Name">As the person named it.</param>
/// <param name="Why">The rest of a sentence: <c>there is no such file or directory</c>.</param>
internal sealed record UnreadableFile(string Name, string Why);

/// <summary>A file by itself.</summary>
internal sealed record CheckedFile(string Name, ReadResult Result);
