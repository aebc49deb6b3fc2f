using Slipway.Projects.Listing;
using Slipway.Server.Resources;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers.Pages;

/// <summary>Which lines of the activity somebody wants to see.</summary>
/// <param name="Outcome">What came of them; null for anything.</param>
/// <param name="Text">Part of the webhook's, the image's or the tag's name, whatever its case; null for any.</param>
/// <param name="Project">Whose webhooks' lines; null for those of all projects.</param>
internal sealed record ActivityFilter(EventOutcome? Outcome, string? Text, string? Project)
{
    private static readonly string[] Searched = ["name", "imageName", "tag"];

    /// <summary>The filter of a page's address.</summary>
    public static ActivityFilter Of(string? outcome, string? text, string? project) => new(
        Enum.GetValues<EventOutcome>().Cast<EventOutcome?>().FirstOrDefault(known => known!.Value.Wire().Equals(outcome, StringComparison.OrdinalIgnoreCase)),
        ResourceSearch.Given(text),
        ResourceSearch.Given(project));

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsAny => Outcome is not null || Text is not null || Project is not null;

    /// <summary>The same for the database; null when it leaves nothing out.</summary>
    public Filter? ToFilter()
    {
        if (!IsAny)
        {
            return null;
        }

        var read = ListFilter.Parse(string.Join(" and ", Parts()), EventFields.All);
        return read.Filter ?? throw new InvalidOperationException(read.Problem);
    }

    /// <summary>Whether a line that has just come belongs to it.</summary>
    public bool Matches(RegistryEvent line) =>
        (Outcome is null || line.Outcome == Outcome)
        && (Project is null || line.Project.Equals(Project, StringComparison.OrdinalIgnoreCase))
        && (Text is null || new[] { line.WebhookName, line.Image, line.Tag }.Any(name => name.Contains(Text, StringComparison.OrdinalIgnoreCase)));

    private IEnumerable<string> Parts()
    {
        if (Outcome is { } outcome)
        {
            yield return $"outcome eq '{outcome.Wire()}'";
        }

        if (Project is not null)
        {
            yield return $"project eq {Quoted(Project)}";
        }

        if (Text is not null)
        {
            yield return $"({string.Join(" or ", Searched.Select(field => $"substringof(tolower({Quoted(Text)}), tolower({field}))"))})";
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
