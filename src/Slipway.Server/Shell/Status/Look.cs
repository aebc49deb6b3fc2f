namespace Slipway.Server.Shell.Status;

/// <summary>How a state looks: never by its colour alone.</summary>
/// <param name="Word">What it is called.</param>
/// <param name="Icon">An icon of its own.</param>
/// <param name="Tone">Its colour.</param>
public sealed record Look(string Word, string Icon, Tone Tone);

/// <summary>What colours mean.</summary>
public enum Tone
{
    /// <summary>Not begun, or passed over.</summary>
    Quiet,

    /// <summary>Waits for something.</summary>
    Waiting,

    /// <summary>Under way.</summary>
    Busy,

    /// <summary>Ended well.</summary>
    Good,

    /// <summary>Ended badly.</summary>
    Bad,
}

/// <summary>What can be said of a tone alone.</summary>
public static class Tones
{
    /// <summary>The tone's name in the style sheet.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Quiet => "tone-quiet",
        Tone.Waiting => "tone-waiting",
        Tone.Busy => "tone-busy",
        Tone.Good => "tone-good",
        Tone.Bad => "tone-bad",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, null),
    };
}
