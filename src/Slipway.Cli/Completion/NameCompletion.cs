using System.CommandLine.Completions;
using Slipway.Cli.Nouns;

namespace Slipway.Cli.Completion;

/// <summary>
/// Names that only the server knows. The parser asks for them at once, the server answers later: the first parse notes what it would need,
/// that is fetched, and the second parse finds it.
/// </summary>
internal sealed class NameCompletion
{
    private readonly Dictionary<string, IReadOnlyList<string>> known = [];
    private readonly List<Wish> wishes = [];

    /// <summary>What was asked for and is not known.</summary>
    public IReadOnlyList<Wish> Wishes => wishes;

    /// <summary>Names of one kind; in their short form where an option names the project.</summary>
    public Func<CompletionContext, IEnumerable<CompletionItem>> Of(Noun noun) => context => Known(noun.Plural, noun, context);

    /// <summary>Names of sign-ins.</summary>
    public IEnumerable<CompletionItem> Contexts(CompletionContext context) => Known("contexts", null, context);

    public void Learn(Wish wish, IReadOnlyList<string> names) => known[wish.Key] = names;

    private IEnumerable<CompletionItem> Known(string key, Noun? noun, CompletionContext context)
    {
        var word = MaskedWord.Read(context.WordToComplete)!;
        if (known.TryGetValue(key, out var names))
        {
            return names.Where(name => name.StartsWith(word, StringComparison.Ordinal)).Select(name => new CompletionItem(MaskedWord.Of(name)));
        }

        wishes.Add(new Wish(key, noun, word));
        return [];
    }

    /// <summary>What a completion would need.</summary>
    /// <param name="Key">What tells it from others.</param>
    /// <param name="Noun">The kind of thing; null for sign-ins.</param>
    /// <param name="Word">What is typed of it.</param>
    internal sealed record Wish(string Key, Noun? Noun, string Word);
}
