using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Slipway.Registries.Images;

namespace Slipway.Registries.Inspection;

/// <summary>Reads from any registry that speaks the Distribution API (OCI Distribution Specification, "Pull" and "Content Discovery").</summary>
public sealed class DistributionInspector(IHttpClientFactory clients, TimeProvider time) : IRegistryInspector
{
    internal const string HttpClientName = "Slipway.Distribution";

    private const string DigestHeader = "Docker-Content-Digest";
    private const string VersionHeader = "Docker-Distribution-Api-Version";
    private const int MaxManifest = 4 * 1024 * 1024;
    private const int MaxTagPage = 1024 * 1024;
    private const int MaxPages = 20;
    private const int AskedAtOnce = 4;

    private readonly KeptTokens tokens = new(time);

    /// <inheritdoc/>
    public bool Inspects(string serverType) => serverType != "DockerHub";

    /// <inheritdoc/>
    public async Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Tag tag, CancellationToken cancellationToken)
    {
        using var connection = Connect(access, repository);
        return await ResolveAsync(connection, repository, tag, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Digest digest, CancellationToken cancellationToken)
    {
        using var connection = Connect(access, repository);
        var result = await ResolveAsync(connection, repository, digest.Value, $"no {digest} in {repository.Path}", ManifestHash.AlgorithmOf(digest), cancellationToken);

        // What is deployed is what was asked for, or nothing.
        return result is InspectionResult.Found found && found.Digest != digest
            ? new InspectionResult.Refused($"{connection.Host} answers with {found.Digest} when it is asked for {digest} of {repository.Path}.", IsTransient: false)
            : result;
    }

    /// <inheritdoc/>
    public async Task<TagListing> ListAsync(RegistryAccess access, ImageRepository repository, int limit, CancellationToken cancellationToken)
    {
        using var connection = Connect(access, repository);
        var (names, isComplete, refused) = await NamesAsync(connection, repository, limit, cancellationToken);
        if (refused is not null)
        {
            return Refused(refused);
        }

        // A registry that falls silent in between has told nothing, and is not asked for the others.
        var states = new ConcurrentDictionary<Tag, Digest>();
        InspectionResult.Refused? silent = null;
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken }, async (tag, stopping) =>
        {
            switch (Volatile.Read(ref silent) is null ? await ResolveAsync(connection, repository, tag, stopping) : null)
            {
                case InspectionResult.Found found:
                    states[tag] = found.Digest;
                    break;
                case InspectionResult.Refused why:
                    Interlocked.CompareExchange(ref silent, why, null);
                    break;
            }
        });

        // A tag that went meanwhile is not there.
        return silent is not null ? Refused(silent) : new TagListing.Listed([.. names.Where(states.ContainsKey).Select(tag => new TagState(tag, states[tag], null))], isComplete);
    }

    private static TagListing.Refused Refused(InspectionResult.Refused why) => new(why.Message, why.IsTransient) { RetryAfter = why.RetryAfter };

    private static Task<InspectionResult> ResolveAsync(DistributionConnection connection, ImageRepository repository, Tag tag, CancellationToken cancellationToken) =>
        ResolveAsync(connection, repository, tag.Value, $"no tag '{tag}' in {repository.Path}", ManifestHash.Sha256, cancellationToken);

    private static async Task<InspectionResult> ResolveAsync(
        DistributionConnection connection, ImageRepository repository, string reference, string missing, string algorithm, CancellationToken cancellationToken)
    {
        var path = $"/v2/{repository.Path}/manifests/{reference}";
        var head = await connection.SendAsync(HttpMethod.Head, path, 0, cancellationToken);
        switch (head)
        {
            case DistributionReply.Answered { Status: HttpStatusCode.OK } answered when Digest.TryParse(answered.Header(DigestHeader), out var told):
                return new InspectionResult.Found(told, null);
            case DistributionReply.Answered { Status: HttpStatusCode.NotFound } answered when answered.Header(VersionHeader) is not null:
                return new InspectionResult.Missing($"{connection.Host} has {missing}.");
            case DistributionReply.Answered { Status: HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed }:
                break;
            default:
                return connection.Refuse(head, path);
        }

        // Who does not say the digest is asked for the manifest, whose hash it is; who does not say that it is a registry, for the reason.
        return await connection.SendAsync(HttpMethod.Get, path, MaxManifest, cancellationToken) switch
        {
            DistributionReply.Answered { Status: HttpStatusCode.OK, Body: var body } when ManifestHash.Of(body, algorithm) is { } digest => new InspectionResult.Found(digest, null),
            DistributionReply.Answered { Status: HttpStatusCode.OK } => new InspectionResult.Refused($"{connection.Host} does not say the digest of {reference} in {repository.Path}, nor does it send a manifest that tells.", IsTransient: false),
            DistributionReply.Answered { Status: HttpStatusCode.NotFound } answered when IsOfRegistry(answered) => new InspectionResult.Missing($"{connection.Host} has {missing}."),
            var other => connection.Refuse(other, path),
        };
    }

    private static async Task<(ImmutableArray<Tag> Names, bool IsComplete, InspectionResult.Refused? Refused)> NamesAsync(
        DistributionConnection connection, ImageRepository repository, int limit, CancellationToken cancellationToken)
    {
        // One more than wanted tells whether there are more.
        var names = new OrderedDictionary<string, Tag>(StringComparer.Ordinal);
        var path = $"/v2/{repository.Path}/tags/list?n={Math.Min(limit + 1, 1000)}";
        var hasMore = true;
        for (var page = 0; page < MaxPages && names.Count <= limit && hasMore; page++)
        {
            var reply = await connection.SendAsync(HttpMethod.Get, path, MaxTagPage, cancellationToken);
            if (reply is DistributionReply.Answered { Status: HttpStatusCode.NotFound } none && IsOfRegistry(none))
            {
                // A repository that nobody has pushed to is not there.
                return ([], true, null);
            }

            if (reply is not DistributionReply.Answered { Status: HttpStatusCode.OK } answered)
            {
                return ([], false, connection.Refuse(reply, path));
            }

            if (TagPage.Read(answered.Body) is not { } tags)
            {
                return ([], false, new InspectionResult.Refused($"{connection.Host} does not list the tags of {repository.Path} as a registry does: check the endpoint's address.", IsTransient: true));
            }

            foreach (var tag in tags)
            {
                names.TryAdd(tag.Value, tag);
            }

            var (exists, next) = connection.Next(answered, path);
            hasMore = exists;
            if (next is null)
            {
                break;
            }

            path = next;
        }

        return ([.. names.Values.Take(limit)], !hasMore && names.Count <= limit, null);
    }

    // What stands before a registry answers 404, too, when the registry is not there.
    private static bool IsOfRegistry(DistributionReply.Answered answered) => answered.Header(VersionHeader) is not null || TagPage.IsRegistryError(answered.Body);

    private DistributionConnection Connect(RegistryAccess access, ImageRepository repository) => new(clients, access, repository, tokens, time);
}
