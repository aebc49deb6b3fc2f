namespace Slipway.Storage.Rows;

/// <summary>A Docker webhook at rest.</summary>
public sealed class WebhookRow : ResourceRow
{
    /// <summary>Free text.</summary>
    public required string Description { get; set; }

    /// <summary>The endpoint's name.</summary>
    public required string Endpoint { get; set; }

    /// <summary>The registry's kind.</summary>
    public required string ServerType { get; set; }

    /// <summary>The repository it watches, such as <c>acme/web</c>.</summary>
    public required string Repository { get; set; }

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; set; }

    /// <summary>Input values as JSON.</summary>
    public required string Input { get; set; }

    /// <summary>The image filter.</summary>
    public required string ImageNamePattern { get; set; }

    /// <summary>The tag filter.</summary>
    public required string TagPattern { get; set; }

    /// <summary>Whether pushes start the pipeline.</summary>
    public required bool Enabled { get; set; }

    /// <summary>The secure token, sealed.</summary>
    public required string SealedToken { get; set; }

    /// <summary>The registry's own name for the hook.</summary>
    public required string Slug { get; set; }

    /// <summary>The API token, by its hash or the variable that holds it; empty for none.</summary>
    public required string ApiToken { get; set; }

    /// <summary>Whether the registry is asked first, such as <c>REQUIRED</c>.</summary>
    public required string Proof { get; set; }

    /// <summary>Whether a newer push of a tag takes the place of an older one.</summary>
    public required bool LatestWins { get; set; }

    /// <summary>Whether the registry is looked at for pushes that it did not tell of.</summary>
    public required bool Reconcile { get; set; }

    /// <summary>From where deliveries may come, separated by blanks; empty for anywhere.</summary>
    public required string AllowedSources { get; set; }

    /// <summary>The account whose signature deliveries must bear.</summary>
    public required string Sender { get; set; }

    /// <summary>Whether a delivery's call-back address is called.</summary>
    public required bool CallsBack { get; set; }

    /// <summary>Who made it.</summary>
    public required string Owner { get; set; }
}
