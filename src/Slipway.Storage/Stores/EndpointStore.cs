using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Listing;
using Slipway.Projects.Secrets;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Endpoints, all their properties sealed.</summary>
internal sealed class EndpointStore(IDbContextFactory<SlipwayDb> contexts, ISecretSealer sealer, TimeProvider clock) : IEndpointStore
{
    public async Task<bool> AddAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        db.Endpoints.Add(new EndpointRow
        {
            Id = endpoint.Id,
            Project = endpoint.Project,
            Name = endpoint.Name,
            Description = endpoint.Description,
            Type = endpoint.Type,
            SealedProperties = sealer.Seal(StoredJson.Write(endpoint.Properties)),
            IsRestricted = endpoint.IsRestricted,
            CloudProxyId = endpoint.CloudProxyId,
            CreatedAt = now,
            UpdatedAt = now,
        });
        return await db.TrySaveAsync(cancellationToken);
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Endpoints.Where(endpoint => endpoint.Id == id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public async Task<Endpoint?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return ToEndpoint(await db.Endpoints.AsNoTracking().FirstOrDefaultAsync(endpoint => endpoint.Id == id, cancellationToken));
    }

    public async Task<Endpoint?> FindAsync(string project, string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return ToEndpoint(await db.Endpoints.AsNoTracking().FirstOrDefaultAsync(endpoint => endpoint.Project == project && endpoint.Name == name, cancellationToken));
    }

    public async Task<ListPage<Endpoint>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Endpoints.ToPageAsync(query, projects, ListedFields.Endpoints, cancellationToken)).Select(row => ToEndpoint(row)!);
    }

    public async Task<IReadOnlyList<Endpoint>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Endpoints.AsNoTracking().OrderBy(endpoint => endpoint.Project).ThenBy(endpoint => endpoint.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(row => ToEndpoint(row)!)];
    }

    private Endpoint? ToEndpoint(EndpointRow? row) => row is null ? null : new Endpoint
    {
        Id = row.Id,
        Project = row.Project,
        Name = row.Name,
        Description = row.Description,
        Type = row.Type,
        Properties = StoredJson.Read<ImmutableDictionary<string, string>>(sealer.Open(row.SealedProperties)),
        IsRestricted = row.IsRestricted,
        CloudProxyId = row.CloudProxyId,
    };
}
