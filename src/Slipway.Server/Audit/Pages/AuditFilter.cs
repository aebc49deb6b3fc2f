using Slipway.Projects.Audit;
using Slipway.Projects.Listing;
using Slipway.Storage;

namespace Slipway.Server.Audit.Pages;

/// <summary>What the page is asked to show; null for what is not asked.</summary>
internal sealed record AuditFilter(string? Who, string? Kind, string? Action, string? Project, string? Text, DateOnly? Since)
{
    /// <summary>Whether anything is asked.</summary>
    public bool IsAny => this != new AuditFilter(null, null, null, null, null, null);

    /// <summary>The query for one page of it.</summary>
    public ListQuery Query(int skip, int take) => new() { Filter = ListFilter.All([.. Terms()]), Skip = skip, Take = take };

    private IEnumerable<Filter> Terms()
    {
        foreach (var (field, value) in ((string, string?)[])[("who", Who), ("kind", Kind), ("action", Action), ("project", Project)])
        {
            if (value is not null)
            {
                yield return new Filter.Compare(Term(field), Comparison.Equal, new FilterValue.Text(value));
            }
        }

        if (Text is not null)
        {
            var lower = Text.ToLowerInvariant();
            yield return new Filter.Or([new Filter.Contains(Term("name", LetterCase.Lower), lower), new Filter.Contains(Term("message", LetterCase.Lower), lower)]);
        }

        if (Since is { } day)
        {
            yield return new Filter.Compare(Term("createdAt"), Comparison.GreaterOrEqual, new FilterValue.Number(Microseconds.From(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero))));
        }
    }

    private static FieldTerm Term(string field, LetterCase letters = LetterCase.AsIs) => new(AuditFields.All.Find(field)!, letters);
}
