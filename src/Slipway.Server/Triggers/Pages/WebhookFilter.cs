using Slipway.Projects.Listing;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers.Pages;

/// <summary>Which webhooks somebody wants to see.</summary>
/// <param name="Project">Those of this project; null for all.</param>
/// <param name="Text">Part of the webhook's, the repository's or the pipeline's name, whatever its case; null for any.</param>
internal sealed record WebhookFilter(string? Project, string? Text)
{
    private const int MaxLength = 200;
    private static readonly string[] Searched = ["name", "repoName", "pipeline"];

    /// <summary>The filter of a page's address; what is too long is none.</summary>
    public static WebhookFilter Of(string? project, string? text) => new(Known(project), Known(text));

    /// <summary>The same for the database; null when it leaves nothing out.</summary>
    public Filter? ToFilter()
    {
        string[] parts =
        [
            .. Project is null ? [] : (string[])[$"project eq {Quoted(Project)}"],
            .. Text is null ? [] : (string[])[$"({string.Join(" or ", Searched.Select(field => $"substringof(tolower({Quoted(Text)}), tolower({field}))"))})"],
        ];
        return parts.Length == 0 ? null : ListFilter.Parse(string.Join(" and ", parts), WebhookFields.All) is { Filter: { } filter } ? filter : throw new InvalidOperationException("The filter of the webhooks cannot be read.");
    }

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > MaxLength ? null : text.Trim();

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
