using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Inspection;

/// <summary>Reads from any registry that speaks the Distribution API (OCI Distribution Specification, "Pull" and "Content Discovery").</summary>
public sealed class DistributionInspector(IHttpClientFactory clients, TimeProvider time) : IRegistryInspector
{
    internal const string HttpClientName = "Slipway.Distribution";

    private const string DigestHeader = "Docker-Content-Digest";
    private const int MaxManifest = 4 * 1024 * 1024;
    private const int MaxTagPage = 1024 * 1024;
    private const int MaxPages = 20;
    private const int AskedAtOnce = 4;

    private readonly KeptTokens tokens = new(time);

    /// <inheritdoc/>
    public bool Inspects(string serverType) => serverType != "DockerHub";

    /// <inheritdoc/>
    public Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Tag tag, CancellationToken cancellationToken) =>
        ResolveAsync(access, repository, tag.Value, $"no tag '{tag}' in {repository.Path}", cancellationToken);

    /// <inheritdoc/>
    public Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Digest digest, CancellationToken cancellationToken) =>
        ResolveAsync(access, repository, digest.Value, $"no {digest} in {repository.Path}", cancellationToken);

    /// <inheritdoc/>
    public async Task<TagListing> ListAsync(RegistryAccess access, ImageRepository repository, int limit, CancellationToken cancellationToken)
    {
        using var connection = Connect(access, repository);
        var (names, isComplete, refused) = await NamesAsync(connection, repository, limit, cancellationToken);
        if (refused is not null)
        {
            return new TagListing.Refused(refused.Message, refused.IsTransient) { RetryAfter = refused.RetryAfter };
        }

        using var places = new SemaphoreSlim(AskedAtOnce);
        var states = await Task.WhenAll(names.Select(async tag =>
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                return (Tag: tag, Result: await ResolveAsync(connection, repository, tag.Value, "", cancellationToken));
            }
            finally
            {
                places.Release();
            }
        }));

        // A tag that went meanwhile is not there; a registry that falls silent in between has told nothing.
        return states.Select(state => state.Result).OfType<InspectionResult.Refused>().FirstOrDefault() is { } silent
            ? new TagListing.Refused(silent.Message, silent.IsTransient) { RetryAfter = silent.RetryAfter }
            : new TagListing.Listed([.. states.Where(state => state.Result is InspectionResult.Found).Select(state => new TagState(state.Tag, ((InspectionResult.Found)state.Result).Digest, null))], isComplete);
    }

    private async Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, string reference, string missing, CancellationToken cancellationToken)
    {
        using var connection = Connect(access, repository);
        return await ResolveAsync(connection, repository, reference, missing, cancellationToken);
    }

    private static async Task<InspectionResult> ResolveAsync(DistributionConnection connection, ImageRepository repository, string reference, string missing, CancellationToken cancellationToken)
    {
        var path = $"/v2/{repository.Path}/manifests/{reference}";
        var head = await connection.SendAsync(HttpMethod.Head, path, 0, cancellationToken);
        if (head is DistributionReply.Answered { Status: HttpStatusCode.OK } answered)
        {
            if (Digest.TryParse(answered.Header(DigestHeader), out var told))
            {
                return new InspectionResult.Found(told, null);
            }

            // Who does not say the digest is asked for the manifest, whose hash it is.
            return await connection.SendAsync(HttpMethod.Get, path, MaxManifest, cancellationToken) switch
            {
                DistributionReply.Answered { Status: HttpStatusCode.OK, Body: var body } => new InspectionResult.Found(new Digest($"sha256:{Convert.ToHexStringLower(SHA256.HashData(body))}"), null),
                var other => connection.Refuse(other, path),
            };
        }

        return head is DistributionReply.Answered { Status: HttpStatusCode.NotFound } ? new InspectionResult.Missing($"{connection.Host} has {missing}.") : connection.Refuse(head, path);
    }

    private static async Task<(ImmutableArray<Tag> Names, bool IsComplete, InspectionResult.Refused? Refused)> NamesAsync(
        DistributionConnection connection, ImageRepository repository, int limit, CancellationToken cancellationToken)
    {
        var names = ImmutableArray.CreateBuilder<Tag>();
        var path = $"/v2/{repository.Path}/tags/list?n={Math.Min(limit, 1000)}";
        for (var page = 0; page < MaxPages && names.Count < limit; page++)
        {
            var reply = await connection.SendAsync(HttpMethod.Get, path, MaxTagPage, cancellationToken);
            if (reply is DistributionReply.Answered { Status: HttpStatusCode.NotFound })
            {
                // A repository that nobody has pushed to is not there.
                return ([], true, null);
            }

            if (reply is not DistributionReply.Answered { Status: HttpStatusCode.OK } answered)
            {
                return ([], false, connection.Refuse(reply, path));
            }

            names.AddRange(Read(answered.Body).Take(limit - names.Count));
            if (connection.Next(answered, path) is not { } next)
            {
                return (names.DrainToImmutable(), true, null);
            }

            path = next;
        }

        return (names.DrainToImmutable(), false, null);
    }

    private static IEnumerable<Tag> Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return [.. ForeignJson.Field(document.RootElement, "tags").Items().Select(name => Tag.TryParse(name.Text(), out var tag) ? tag : null).OfType<Tag>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private DistributionConnection Connect(RegistryAccess access, ImageRepository repository) => new(clients, access, repository, tokens, time);
}
