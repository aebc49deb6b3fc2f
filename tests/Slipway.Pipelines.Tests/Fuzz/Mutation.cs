using CsCheck;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>One change of a text, as a slip of the hand or malice would make it. Positions wrap around, so any change fits any text.</summary>
internal sealed record Mutation(int Kind, uint At, uint Length, string Token, string Other)
{
    /// <summary>Longer texts would make a run slow and find nothing new.</summary>
    private const int LongestText = 4_000;

    private const int Kinds = 11;

    /// <summary>Texts that begin as seeds and went through some changes.</summary>
    public static Gen<string> Texts(string[] seeds, string[] tokens)
    {
        var changes = Gen.Select(
            Gen.Int[0, Kinds - 1],
            Gen.UInt,
            Gen.UInt,
            Gen.Frequency((8, Gen.OneOf<string>(tokens)), (1, Gen.String[0, 4]), (1, Gen.Char.Select(c => c.ToString()))),
            Gen.OneOf<string>(seeds),
            (kind, at, length, token, other) => new Mutation(kind, at, length, token, other));
        return Gen.Select(Gen.OneOf<string>(seeds), changes.Array[0, 8], (seed, made) => made.Aggregate(seed, (text, change) => change.Of(text)));
    }

    private string Of(string text)
    {
        var at = (int)(At % (uint)(text.Length + 1));
        var end = Math.Min(text.Length, at + (int)(Length % 24));
        var line = at is 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var next = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
        var changed = Kind switch
        {
            0 => text[..at] + text[end..],
            1 => text[..at] + Token + text[at..],
            2 => text[..at] + Token + text[end..],
            3 => text[..end] + text[at..],
            4 => text[..next] + text[line..],
            5 => text[..line] + text[next..],
            6 => text[..line] + new string(' ', (int)(Length % 9)) + text[line..next].TrimStart(' ') + text[next..],
            7 => text[..at] + Other[(int)(Length % (uint)(Other.Length + 1))..],
            8 => at < text.Length ? text[..at] + (char)(text[at] ^ (1 << (int)(Length % 16))) + text[(at + 1)..] : text,
            9 => text[..at] + string.Concat(Enumerable.Repeat(Token, (int)(Length % 70))) + text[at..],
            _ => text[..line] + text[next..] + text[line..next],
        };
        return changed.Length <= LongestText ? changed : changed[..LongestText];
    }
}
