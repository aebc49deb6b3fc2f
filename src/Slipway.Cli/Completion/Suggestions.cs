using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Client;
using Slipway.Cli.Connection;
using Slipway.Cli.Nouns;

namespace Slipway.Cli.Completion;

/// <summary>
/// What could stand at a place of a command line. It never says why there is nothing: whoever types a command does not want to read errors of
/// another one.
/// </summary>
internal sealed class Suggestions(RootCommand root, Sessions sessions, Func<string, string?> setting)
{
    /// <summary>The environment variable that says for how many whole seconds names may be asked for, for whoever has a slow way to the server; 1 to 60.</summary>
    public const string PatienceVariable = "SLIPWAY_COMPLETION_SECONDS";

    private const int MostNames = 200;

    private const int LongestSeconds = 60;

    /// <summary>Whoever presses the tabulator key waits no longer than this, unless they say so. What is no such number is not complained of: nobody reads errors here.</summary>
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(2);

    private TimeSpan Patience => int.TryParse(setting(PatienceVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestSeconds
        ? TimeSpan.FromSeconds(seconds)
        : UsualPatience;

    /// <summary>Suggestions for a word.</summary>
    /// <param name="words">The words before it, without the program's name.</param>
    /// <param name="word">What is typed of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<string> words, string word, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(string.Join(' ', ["slipway", .. words.Select(MaskedWord.Of), MaskedWord.Of(word)]));
        var items = parsed.GetCompletions();
        if (sessions.Names.Wishes is { Count: > 0 } wishes)
        {
            foreach (var wish in wishes.DistinctBy(wish => wish.Key).ToList())
            {
                sessions.Names.Learn(wish, await FetchAsync(parsed, wish, cancellationToken));
            }

            items = parsed.GetCompletions();
        }

        // Options are suggested to whoever starts to type one; else they would stand between names and files.
        return [.. items.Select(item => MaskedWord.Read(item.Label)!).Where(label => label.StartsWith(word, StringComparison.Ordinal) && (word.StartsWith('-') || !label.StartsWith('-')) && label is not ("/?" or "/h") && !label.Any(char.IsControl)).Distinct()];
    }

    private async Task<IReadOnlyList<string>> FetchAsync(ParseResult parsed, NameCompletion.Wish wish, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (wish.Noun is not { } noun)
            {
                return await sessions.ContextNamesAsync(patience.Token);
            }

            using var session = await sessions.OpenAsync(parsed, remarks: false, patience.Token);
            var project = noun.IsInProject ? MaskedWord.Read(parsed.GetValue<string?>("--project")) : null;
            var found = await session.Client.ListAsync(noun, new ListRequest { Filters = Filters(noun, wish.Word, project), Order = noun.Order, Top = MostNames }, patience.Token);
            return [.. found.Documents.Select(noun.NameOf).Select(name => project is not null && !wish.Word.Contains('/', StringComparison.Ordinal) ? name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] : name)];
        }
        catch (Exception e) when (e is CommandException or ApiException or HttpRequestException or IOException or UnauthorizedAccessException or InvalidOperationException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }
    }

    private static List<string> Filters(Noun noun, string word, string? project)
    {
        // Without a project, names are completed as PROJECT/NAME: what is typed is the project's beginning until there is a slash.
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        var filters = new List<string>();
        if ((slash >= 0 && noun.IsInProject ? word[..slash] : project) is { } place)
        {
            filters.Add(ListRequest.Equal("project", place));
        }

        var name = noun.HasName ? word[(slash + 1)..].Split('#')[0] : "";
        if (name.Length > 0)
        {
            filters.Add($"startswith({(noun.IsInProject && slash < 0 && project is null ? "project" : noun.NameField)},{ListRequest.Quote(name)})");
        }

        return filters;
    }
}
