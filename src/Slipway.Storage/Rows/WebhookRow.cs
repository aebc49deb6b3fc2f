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

    /// <summary>Who made it.</summary>
    public required string Owner { get; set; }
}
