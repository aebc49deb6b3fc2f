using System.Collections.Immutable;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Resources;

namespace Slipway.Projects.CustomIntegrations;

/// <summary>A task type of a team's own, with a draft that is worked on and versions that tasks name. It belongs to the server and not to a project.</summary>
public sealed record CustomIntegration : IResource
{
    /// <summary>How many versions one may have; they lie in one row.</summary>
    public const int MostVersions = 200;

    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <summary>Blank: every project may use it.</summary>
    public string Project => "";

    /// <summary>Unique on the server.</summary>
    public required string Name { get; init; }

    /// <summary>What is worked on.</summary>
    public required CustomIntegrationDocument Draft { get; init; }

    /// <summary>The versions, the oldest first.</summary>
    public ImmutableArray<IntegrationVersion> Versions { get; init; } = [];

    /// <inheritdoc/>
    public Revision Revision { get; init; } = Revision.None;

    /// <summary>The one of that name, or null.</summary>
    public IntegrationVersion? Find(string version) => Versions.FirstOrDefault(known => known.Name == version);

    /// <summary>The same with one more version.</summary>
    public CustomIntegration With(IntegrationVersion version) => this with { Versions = Versions.Add(version) };

    /// <summary>The same with another status of one version.</summary>
    public CustomIntegration With(string version, IntegrationStatus status) =>
        this with { Versions = [.. Versions.Select(known => known.Name == version ? known with { Status = status } : known)] };

    /// <summary>The same without a version.</summary>
    public CustomIntegration Without(string version) => this with { Versions = Versions.RemoveAll(known => known.Name == version) };
}

/// <summary>A draft as it was at one moment, under a name.</summary>
/// <param name="Name">Such as <c>1.0</c>; unique within the integration.</param>
/// <param name="Description">What is new in it.</param>
/// <param name="Status">Whether tasks should use it.</param>
/// <param name="Definition">What it does.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record IntegrationVersion(string Name, string Description, IntegrationStatus Status, CustomIntegrationDocument Definition, string CreatedBy, DateTimeOffset CreatedAt);
