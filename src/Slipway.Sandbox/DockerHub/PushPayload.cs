using System.Text.Json;

namespace Slipway.Sandbox.DockerHub;

/// <summary>The body that the Hub sends to hooks today (docs.docker.com/docker-hub/webhooks), with <c>media_type</c> as real deliveries carry it.</summary>
internal static class PushPayload
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static byte[] Of(HubRepository repository, HubTag tag) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            callback_url = $"https://registry.hub.docker.com/u/{repository.Path}/hook/{tag.Digest[7..47]}/",
            push_data = new
            {
                pushed_at = tag.PushedAt.ToUnixTimeSeconds(),
                pusher = tag.PushedBy,
                tag = tag.Name,
                media_type = HubMediaTypes.Index,
            },
            repository = new
            {
                comment_count = 0,
                date_created = repository.Created.ToUnixTimeSeconds(),
                description = "",
                dockerfile = "",
                full_description = "",
                is_official = repository.Namespace == "library",
                is_private = repository.IsPrivate,
                is_trusted = false,
                name = repository.Name,
                @namespace = repository.Namespace,
                owner = repository.Namespace,
                repo_name = repository.Path,
                repo_url = $"https://hub.docker.com/r/{repository.Path}",
                star_count = 0,
                status = "Active",
            },
        },
        Indented);
}

/// <summary>Media types of what is pushed (OCI image specification, 1.1).</summary>
internal static class HubMediaTypes
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
}
