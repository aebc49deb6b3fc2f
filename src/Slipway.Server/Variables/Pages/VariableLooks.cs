using MudBlazor;
using Slipway.Pipelines.Documents;
using Slipway.Server.Shell.Status;

namespace Slipway.Server.Variables.Pages;

/// <summary>How the types of variables look.</summary>
internal static class VariableLooks
{
    private const int Shown = 80;

    /// <summary>A type's look.</summary>
    public static Look Look(this VariableType type) => type switch
    {
        VariableType.Regular => new("REGULAR", Icons.Material.Outlined.Notes, Tone.Quiet),
        VariableType.Secret => new("SECRET", Icons.Material.Outlined.Shield, Tone.Good),
        VariableType.Restricted => new("RESTRICTED", Icons.Material.Outlined.Lock, Tone.Waiting),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>The beginning of a value, in one line.</summary>
    public static string Shortened(string value)
    {
        var line = value.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        var first = end < 0 ? line : line[..end];
        return first.Length > Shown ? $"{first[..Shown]}…" : end < 0 ? first.ToString() : $"{first} …";
    }
}
