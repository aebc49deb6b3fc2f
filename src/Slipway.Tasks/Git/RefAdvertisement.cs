namespace Slipway.Tasks.Git;

/// <summary>What a Git server says it has, before anything is fetched (git-scm.com, "pack-protocol": Reference Discovery).</summary>
internal static class RefAdvertisement
{
    /// <summary>Whether the beginning of an answer over HTTP is one.</summary>
    public static bool IsSmartHttp(string answer) => answer.StartsWith("001e# service=git-upload-pack\n", StringComparison.Ordinal);

    /// <summary>Whether the beginning of what <c>git-upload-pack</c> says is one: four hexadecimal digits, then an object's name or nothing.</summary>
    public static bool IsUploadPack(string answer) =>
        answer.Length >= 4 && answer.Take(4).All(char.IsAsciiHexDigit) && (answer.Length == 4 || (answer.Length > 44 && answer.Skip(4).Take(40).All(char.IsAsciiHexDigit)));

    /// <summary>Whether it names the branch. An answer that was not read to its end may have had it after that.</summary>
    public static bool Has(string answer, string branch, bool isWhole) =>
        !isWhole || answer.Contains($" refs/heads/{branch}\n", StringComparison.Ordinal) || answer.Contains($" refs/heads/{branch}\0", StringComparison.Ordinal);
}
