namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>The mails in what was said to a mail server.</summary>
internal static class Mails
{
    private const string Subject = "Subject: ";
    private const string Key = "Message-Id: ";

    /// <summary>Those that came whole, with their subjects.</summary>
    public static IEnumerable<Message> In(IEnumerable<string> lines)
    {
        var (key, subject) = ("", "");
        foreach (var line in lines)
        {
            if (line is "DATA")
            {
                (key, subject) = ("", "");
            }
            else if (line.StartsWith(Key, StringComparison.OrdinalIgnoreCase))
            {
                key = line[Key.Length..];
            }
            else if (line.StartsWith(Subject, StringComparison.OrdinalIgnoreCase))
            {
                subject = line[Subject.Length..];
            }
            else if (line is "QUIT" && subject.Length > 0)
            {
                yield return new Message(key, $"mail {subject}");
            }
        }
    }
}
