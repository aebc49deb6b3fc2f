using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Secrets;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Endpoints, all their properties sealed.</summary>
internal sealed class EndpointStore(IDbContextFactory<SlipwayDb> contexts, ISecretSealer sealer)
    : ResourceStore<Endpoint, EndpointRow>(contexts, ListedFields.Endpoints), IEndpointStore
{
    protected override EndpointRow NewRow(Endpoint item) => new()
    {
        Id = item.Id,
        Project = item.Project,
        Name = item.Name,
        Description = item.Description,
        Type = item.Type,
        SealedProperties = SealedProperties(item),
    };

    protected override void Write(Endpoint item, EndpointRow row)
    {
        row.Description = item.Description;
        row.Type = item.Type;
        row.SealedProperties = SealedProperties(item);
    }

    protected override Endpoint ToItem(EndpointRow row) => new()
    {
        Id = row.Id,
        Project = row.Project,
        Name = row.Name,
        Description = row.Description,
        Type = row.Type,
        Properties = StoredJson.Read<ImmutableDictionary<string, string>>(sealer.Open(row.SealedProperties)),
        Revision = RevisionOf(row),
    };

    private string SealedProperties(Endpoint endpoint) => sealer.Seal(StoredJson.Write(endpoint.Properties));
}
