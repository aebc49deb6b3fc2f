namespace Slipway.Registries.Images.Pages;

/// <summary>What a page of a registry is about.</summary>
internal abstract record PlaceOnPage
{
    private PlaceOnPage()
    {
    }

    /// <summary>A repository.</summary>
    /// <param name="Host">Where its images are, which may be elsewhere than the page.</param>
    /// <param name="Path">Its path there.</param>
    public sealed record Repository(string Host, string Path) : PlaceOnPage;

    /// <summary>Something that does not tell which repository is meant.</summary>
    /// <param name="Problem">What is wrong and what would be right.</param>
    public sealed record Nowhere(string Problem) : PlaceOnPage;
}
