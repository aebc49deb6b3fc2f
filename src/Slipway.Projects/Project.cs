namespace Slipway.Projects;

/// <summary>The owner of pipelines, endpoints and webhooks. Code Stream's objects name their project by its name.</summary>
public sealed record Project
{
    /// <summary>Stable identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Unique on the server, without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";
}
