namespace Slipway.Cli.Completion;

/// <summary>
/// System.CommandLine takes the line that it completes apart at every space, within quotes too. So spaces and quotes of a word stand in it as
/// characters that nobody types.
/// </summary>
internal static class MaskedWord
{
    private const char Space = '\uE000';
    private const char Quote = '\uE001';

    public static string Of(string word) => word.Replace(' ', Space).Replace('"', Quote);

    public static string? Read(string? masked) => masked?.Replace(Space, ' ').Replace(Quote, '"');
}
