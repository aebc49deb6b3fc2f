using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>A line of what is different between two texts, with some that are the same around it.</summary>
/// <param name="Number">Its number in the text that has it, from 1; null where lines are left out.</param>
/// <param name="Kind"><c>came</c>, <c>went</c>, <c>same</c> or <c>left-out</c>.</param>
/// <param name="Text">The line.</param>
internal sealed record DifferenceLine(int? Number, string Kind, string Text)
{
    private const int Around = 3;

    // Comparing takes time by the square of what is different.
    private const int MostCharacters = 400_000;

    /// <summary>How it is marked.</summary>
    public string Sign => Kind switch { "came" => "+", "went" => "−", _ => "" };

    /// <summary>The mark in a word.</summary>
    public string? Word => Kind switch { "came" => "added", "went" => "removed", _ => null };

    /// <summary>What is different; null where the texts are too long for that.</summary>
    public static IReadOnlyList<DifferenceLine>? Of(string before, string after)
    {
        if (before.Length + after.Length > MostCharacters)
        {
            return null;
        }

        var all = InlineDiffBuilder.Instance.BuildDiffModel(before, after, ignoreWhitespace: false).Lines;
        var isNear = new bool[all.Count];
        for (var at = 0; at < all.Count; at++)
        {
            if (all[at].Type is not ChangeType.Unchanged)
            {
                isNear.AsSpan(Math.Max(0, at - Around)..Math.Min(all.Count, at + Around + 1)).Fill(true);
            }
        }

        var (lines, number, skipped) = (new List<DifferenceLine>(), 0, 0);
        for (var at = 0; at < all.Count; at++)
        {
            number += all[at].Type is ChangeType.Deleted ? 0 : 1;
            if (!isNear[at])
            {
                skipped++;
                continue;
            }

            LeaveOut(lines, skipped);
            skipped = 0;
            lines.Add(new(all[at].Type is ChangeType.Deleted ? null : number, all[at].Type switch { ChangeType.Inserted => "came", ChangeType.Deleted => "went", _ => "same" }, all[at].Text));
        }

        if (lines.Count > 0)
        {
            LeaveOut(lines, skipped);
        }

        return lines;
    }

    private static void LeaveOut(List<DifferenceLine> lines, int count)
    {
        if (count > 0)
        {
            lines.Add(new(null, "left-out", count == 1 ? "1 line that is the same" : $"{count} lines that are the same"));
        }
    }
}
