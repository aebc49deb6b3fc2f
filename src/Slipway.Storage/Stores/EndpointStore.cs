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
    public async Task<IReadOnlyList<string>> RestrictedAmongAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        await using var db = await OpenAsync(cancellationToken);
        return await db.Endpoints.Where(row => row.Project == project && row.IsRestricted && names.Contains(row.Name)).Select(row => row.Name).ToListAsync(cancellationToken);
    }

    protected override EndpointRow NewRow(Endpoint item) => new()
    {
        Id = item.Id,
        Project = item.Project,
        Name = item.Name,
        Description = item.Description,
        Type = item.Type,
        SealedProperties = SealedProperties(item),
        IsRestricted = item.IsRestricted,
        CloudProxyId = item.CloudProxyId,
    };

    protected override void Write(Endpoint item, EndpointRow row)
    {
        row.Description = item.Description;
        row.Type = item.Type;
        row.SealedProperties = SealedProperties(item);
        row.IsRestricted = item.IsRestricted;
        row.CloudProxyId = item.CloudProxyId;
    }

    protected override Endpoint ToItem(EndpointRow row) => new()
    {
        Id = row.Id,
        Project = row.Project,
        Name = row.Name,
        Description = row.Description,
        Type = row.Type,
        Properties = StoredJson.Read<ImmutableDictionary<string, string>>(sealer.Open(row.SealedProperties)),
        IsRestricted = row.IsRestricted,
        CloudProxyId = row.CloudProxyId,
        Revision = RevisionOf(row),
    };

    private string SealedProperties(Endpoint endpoint) => sealer.Seal(StoredJson.Write(endpoint.Properties));
}
