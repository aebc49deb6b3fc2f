namespace Slipway.Storage.Cluster;

/// <summary>Something that has changed on a node.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which one; empty where all are meant.</param>
internal readonly record struct News(NewsKind Kind, Guid Id);

/// <summary>What can change.</summary>
internal enum NewsKind
{
    /// <summary>An execution.</summary>
    Execution = 'e',

    /// <summary>A line of the activity.</summary>
    Event = 'r',

    /// <summary>Webhooks, by people.</summary>
    Webhooks = 'w',
}

/// <summary>News as text: who tells, then a letter and an id for each. PostgreSQL takes less than 8000 bytes at a time.</summary>
internal static class NewsMessage
{
    private const int Most = 200;
    private const int IdLength = 32;

    public static IEnumerable<string> Write(Guid teller, IEnumerable<News> news) =>
        news.Chunk(Most).Select(part => $"{teller:N}{string.Concat(part.Select(one => $"{(char)one.Kind}{one.Id:N}"))}");

    /// <summary>What the others tell; nothing of what this one has told itself, or of what cannot be read.</summary>
    public static List<News> Read(string message, Guid self)
    {
        var news = new List<News>();
        if (message.Length < IdLength || !Guid.TryParseExact(message[..IdLength], "N", out var teller) || teller == self)
        {
            return news;
        }

        for (var at = IdLength; at + IdLength < message.Length; at += 1 + IdLength)
        {
            if (Guid.TryParseExact(message.AsSpan(at + 1, IdLength), "N", out var id))
            {
                news.Add(new News((NewsKind)message[at], id));
            }
        }

        return news;
    }
}
