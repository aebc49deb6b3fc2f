namespace Slipway.Projects.Endpoints;

/// <summary>Endpoints for the code that talks to them: where their properties refer to variables, the values stand.</summary>
public sealed class FilledEndpoints(IEndpointStore store, EndpointVariables variables) : IEndpointDirectory
{
    /// <inheritdoc/>
    public async Task<Endpoint?> FindAsync(Guid id, CancellationToken cancellationToken) => await FillAsync(await store.FindAsync(id, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<Endpoint?> FindAsync(string project, string name, CancellationToken cancellationToken) =>
        await FillAsync(await store.FindAsync(project, name, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> RestrictedAmongAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        store.RestrictedAmongAsync(project, names, cancellationToken);

    // A reference that leads nowhere stays: the other side refuses it, and validation says why.
    private async Task<Endpoint?> FillAsync(Endpoint? endpoint, CancellationToken cancellationToken) =>
        endpoint is null ? null : (await variables.FillAsync(endpoint, cancellationToken)).Endpoint;
}
