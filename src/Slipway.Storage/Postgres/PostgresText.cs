using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Slipway.Storage.Postgres;

/// <summary>
/// PostgreSQL's text holds no NUL and no half of a surrogate pair, and refuses the row. Such characters come from outside (a registry's
/// payload, a name in a request), and a delivery that can never be decided would be worse than one with a <c>U+FFFD</c> in its message.
/// </summary>
internal static class PostgresText
{
    private const char Replacement = '\uFFFD';

    public static string Storable(string text)
    {
        if (!text.Contains('\0') && !HasLoneSurrogate(text))
        {
            return text;
        }

        var storable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            storable.Append(rune.Value == 0 ? Replacement : rune.ToString());
        }

        return storable.ToString();
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsSurrogatePair(text, i))
            {
                return true;
            }

            i++;
        }

        return false;
    }

    /// <summary>Does it for every command of a context.</summary>
    public sealed class OnCommand : DbCommandInterceptor
    {
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            foreach (DbParameter parameter in result.Parameters)
            {
                if (parameter.Value is string text)
                {
                    parameter.Value = Storable(text);
                }
            }

            return result;
        }
    }
}
