using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Slipway.Registries.Hooks;
using Slipway.Registries.Hooks.Hub;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Inspection;

/// <summary>Reads tags from Docker Hub's own API (docs.docker.com, Docker Hub API, "Repositories"), which costs none of the pulls that an account has.</summary>
public sealed class DockerHubInspector(IHttpClientFactory clients, TimeProvider time, IOptions<DockerHubHookOptions> options) : IRegistryInspector
{
    private const int PageSize = 100;
    private const int LookedThrough = 300;

    /// <summary>The Hub's tokens are good for longer; an access token that was revoked should not be.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(5);

    private readonly KeptTokens tokens = new(time);

    /// <inheritdoc/>
    public bool Inspects(string serverType) => serverType == "DockerHub";

    /// <inheritdoc/>
    public async Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Tag tag, CancellationToken cancellationToken)
    {
        var (reply, refused) = await AskAsync(access, repository, $"tags/{Uri.EscapeDataString(tag.Value)}", $"show tag '{tag}'", cancellationToken);
        return (reply, refused) switch
        {
            ({ Status: HttpStatusCode.NotFound }, _) => new InspectionResult.Missing($"Docker Hub has no tag '{tag}' in {repository.Path}, or user '{access.UserName}' may not see it."),
            ({ Body: { } body }, null) when Read(body) is { Digest: { } digest } state && state.Tag == tag => new InspectionResult.Found(digest, state.PushedAt),
            (_, { } why) => Refused(why),
            _ => new InspectionResult.Refused($"{access.BaseAddress.Host} does not say what tag '{tag}' of {repository.Path} stands at.", IsTransient: false),
        };
    }

    /// <inheritdoc/>
    public async Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Digest digest, CancellationToken cancellationToken) =>
        await ListAsync(access, repository, LookedThrough, cancellationToken) switch
        {
            TagListing.Listed listed when listed.Tags.FirstOrDefault(state => state.Digest == digest) is { } found => new InspectionResult.Found(digest, found.PushedAt),
            TagListing.Listed => new InspectionResult.Refused($"Docker Hub tells of digests by their tags, and none of the {LookedThrough} newest tags of {repository.Path} stands at {digest}.", IsTransient: false),
            TagListing.Refused refused => new InspectionResult.Refused(refused.Message, refused.IsTransient) { RetryAfter = refused.RetryAfter },
            var other => throw new InvalidOperationException($"The listing answered {other}."),
        };

    /// <inheritdoc/>
    public async Task<TagListing> ListAsync(RegistryAccess access, ImageRepository repository, int limit, CancellationToken cancellationToken)
    {
        var tags = ImmutableArray.CreateBuilder<TagState>();
        for (var page = 1; tags.Count < limit; page++)
        {
            var (reply, refused) = await AskAsync(
                access, repository, string.Create(CultureInfo.InvariantCulture, $"tags?page={page}&page_size={Math.Min(PageSize, limit)}&ordering=last_updated"), "list the tags", cancellationToken);
            if (refused is not null)
            {
                return new TagListing.Refused(refused.Message, refused.IsTransient) { RetryAfter = refused.RetryAfter };
            }

            tags.AddRange(ForeignJson.Field(reply!.Body, "results").Items().Select(Read).OfType<TagState>());
            if (ForeignJson.Field(reply.Body, "next") is null)
            {
                return Newest(tags, limit, isComplete: true);
            }
        }

        return Newest(tags, limit, isComplete: false);
    }

    private static TagListing.Listed Newest(IEnumerable<TagState> tags, int limit, bool isComplete) =>
        new([.. tags.DistinctBy(state => state.Tag).OrderByDescending(state => state.PushedAt ?? DateTimeOffset.MinValue).Take(limit)], isComplete);

    private static TagState? Read(JsonElement? tag)
    {
        if (!Tag.TryParse(tag.Field("name").Text(), out var name))
        {
            return null;
        }

        var images = tag.Field("images").Items().ToList();
        var text = tag.Field("digest").Text() ?? (images is [var only] ? only.Field("digest").Text() : null);
        return new TagState(
            name,
            Digest.TryParse(text, out var digest) ? digest : null,
            DateTimeOffset.TryParse(tag.Field("tag_last_pushed").Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null);
    }

    private static InspectionResult.Refused Refused(HookResult.Refused why) => new(why.Message, why.IsTransient) { RetryAfter = why.RetryAfter };

    private async Task<(ApiReply.Answered? Reply, HookResult.Refused? Refused)> AskAsync(RegistryAccess access, ImageRepository repository, string what, string said, CancellationToken cancellationToken)
    {
        var account = new RegistryAccount(access.BaseAddress, access.UserName ?? "", access.Password ?? "") { Trust = access.Trust };
        var words = new HubWords(account, repository, hookUrl: null);
        using var connection = new ApiConnection(clients.ClientFor(account), access.BaseAddress, time, options.Value.RequestTimeout);
        var key = KeptTokens.KeyOf(access.BaseAddress, access.UserName, access.Password, "");
        var path = $"/v2/namespaces/{repository.Namespace}/repositories/{repository.Name}/{what}";
        for (var isKept = true; ; isKept = false)
        {
            var token = isKept ? tokens.Find(key) : null;
            if (token is null)
            {
                (token, var refused) = await HubSession.SignInAsync(connection, words, account, cancellationToken);
                if (token is null)
                {
                    return (null, refused);
                }

                tokens.Keep(key, token, TokenLifetime);
                isKept = false;
            }

            var reply = await connection.SendAsync(HttpMethod.Get, path, null, token, cancellationToken);
            if (isKept && reply is ApiReply.Answered { Status: HttpStatusCode.Unauthorized })
            {
                tokens.Drop(key);
                continue;
            }

            return reply is ApiReply.Answered { IsSuccess: true, Body: not null } answered ? (answered, null) : (reply as ApiReply.Answered, words.Hooks(reply, said, token));
        }
    }
}
