using Slipway.Bench.Subjects;

namespace Slipway.Bench.Deliveries;

/// <summary>A subject in a certain state.</summary>
/// <param name="Name">A short name for people and for the JSON.</param>
/// <param name="Subject">The process.</param>
/// <param name="Webhook">Whether the server's webhook starts its pipeline; null for a control, which has none.</param>
internal sealed record Case(string Name, string Subject, bool? Webhook)
{
    public static Case ParseOnly { get; } = new("control: parse", SubjectCommand.Parse, null);

    public static Case ParseAndCommit { get; } = new("control: parse, commit one row", SubjectCommand.Commit, null);

    public static Case Ignored { get; } = new("slipway, webhook disabled", SubjectCommand.Slipway, false);

    public static Case Started { get; } = new("slipway, webhook enabled", SubjectCommand.Slipway, true);

    /// <summary>Whether a row per accepted delivery must be on disk.</summary>
    public bool IsDurable => Subject != SubjectCommand.Parse;

    public static IReadOnlyList<Case> All { get; } = [ParseOnly, ParseAndCommit, Ignored, Started];
}
