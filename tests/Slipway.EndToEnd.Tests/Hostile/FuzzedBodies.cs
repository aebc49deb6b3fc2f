using System.Text;

namespace Slipway.EndToEnd.Tests.Hostile;

/// <summary>Bodies that are almost deliveries, and bodies that are nothing at all. The same for the same seed.</summary>
internal static class FuzzedBodies
{
    private const string Whole = """
        {"callback_url":"https://registry.hub.docker.com/u/acme/web/hook/2141b5bi5i5b02bec211i4eeih0242eg11000a/","push_data":{"images":["27d47432a69bca5f2700e4dff7de0388ed65f9d3fb1ec645e2bc24c223dc1cc3"],
        "pushed_at":1.417566161e+09,"pusher":"trustedbuilder","tag":"latest"},"repository":{"comment_count":0,"date_created":1.417494799e+09,"description":"","dockerfile":"FROM scratch","full_description":"x",
        "is_official":false,"is_private":true,"is_trusted":true,"name":"web","namespace":"acme","owner":"acme","repo_name":"acme/web","repo_url":"https://registry.hub.docker.com/u/acme/web/","star_count":0,"status":"Active"}}
        """;

    private static readonly string[] Pieces = ["{", "}", "[", "]", "\"", "\\", "\\u0000", "\\ud800", "null", "1e999", "-0", ",", ":", "\"push_data\":", "\"tag\":", "\u202e", "\0", "💥", "${input.x}", "'; DROP TABLE deliveries; --"];

    /// <summary>The body of that number.</summary>
    public static byte[] Make(int seed, int number)
    {
        var random = new Random(HashCodeOf(seed, number));
        return (number % 8) switch
        {
            0 => RandomBytes(random, random.Next(2_000)),
            1 => Nested(random),
            2 when number % 200 is 2 => Encoding.UTF8.GetBytes(Whole.Replace("FROM scratch", new string('x', random.Next(900_000)), StringComparison.Ordinal)),
            3 => Encoding.UTF8.GetBytes(Whole)[..random.Next(Whole.Length)],
            4 => Flipped(random),
            _ => Spliced(random),
        };
    }

    private static int HashCodeOf(int seed, int number) => unchecked((seed * 31) + number);

    private static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Nested(Random random) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(random.Next(2) is 0 ? "[" : "{\"push_data\":", random.Next(50_000))));

    private static byte[] Flipped(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var flip = random.Next(1, 20); flip > 0; flip--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] Spliced(Random random)
    {
        var text = new StringBuilder(Whole);
        for (var splice = random.Next(1, 6); splice > 0; splice--)
        {
            text.Insert(random.Next(text.Length), Pieces[random.Next(Pieces.Length)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
