using System.Collections.Immutable;
using Slipway.Pipelines.Source;

namespace Slipway.Projects.Listing;

/// <summary>The fields of a resource by which its list can be filtered and ordered, declared once.</summary>
public sealed class ListFields
{
    private readonly ImmutableArray<ListField> all;

    /// <summary>Declares them, in the order in which errors name them.</summary>
    public ListFields(params ListField[] fields) => all = [.. fields];

    /// <summary>All of them.</summary>
    public IReadOnlyList<ListField> All => all;

    /// <summary>The field of exactly that name, or null.</summary>
    public ListField? Find(string name) => all.FirstOrDefault(field => field.Name == name);

    internal string Unknown(string name, int position) => string.Join(' ', ((string?[])
    [
        $"unknown field '{Shortened(name)}' at {position}.",
        Suggestion.DidYouMean(name, all.Select(field => field.Name)),
        $"Known are {string.Join(", ", all)}.",
    ]).OfType<string>());

    internal static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
