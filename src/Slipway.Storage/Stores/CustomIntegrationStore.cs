using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.CustomIntegrations;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Custom integrations, each with its versions in one row.</summary>
internal sealed class CustomIntegrationStore(IDbContextFactory<SlipwayDb> contexts)
    : ResourceStore<CustomIntegration, CustomIntegrationRow>(contexts, ListedFields.CustomIntegrations), ICustomIntegrationStore
{
    protected override CustomIntegrationRow NewRow(CustomIntegration item) => new()
    {
        Id = item.Id,
        Project = item.Project,
        Name = item.Name,
        Description = item.Draft.Description,
        Draft = Text(item.Draft),
        Versions = Text(item.Versions),
    };

    protected override void Write(CustomIntegration item, CustomIntegrationRow row)
    {
        row.Description = item.Draft.Description;
        row.Draft = Text(item.Draft);
        row.Versions = Text(item.Versions);
    }

    protected override CustomIntegration ToItem(CustomIntegrationRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Draft = ToDocument(row.Draft),
        Versions = [.. StoredJson.Read<ImmutableArray<StoredVersion>>(row.Versions).Select(version =>
            new IntegrationVersion(version.Name, version.Description, version.Status, ToDocument(version.Definition), version.CreatedBy, Microseconds.ToMoment(version.CreatedAt)))],
        Revision = RevisionOf(row),
    };

    private static string Text(CustomIntegrationDocument document) => DocumentJson.Write(document).ToJsonString();

    private static string Text(ImmutableArray<IntegrationVersion> versions) => StoredJson.Write(versions.Select(version =>
        new StoredVersion(version.Name, version.Description, version.Status, Text(version.Definition), version.CreatedBy, Microseconds.From(version.CreatedAt))).ToImmutableArray());

    private static CustomIntegrationDocument ToDocument(string json) => (CustomIntegrationDocument)DocumentJson.Read(JsonNode.Parse(json)!.AsObject()).Documents.Single();

    private sealed record StoredVersion(string Name, string Description, IntegrationStatus Status, string Definition, string CreatedBy, long CreatedAt);
}
