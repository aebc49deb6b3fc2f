using System.Globalization;
using Slipway.Registries.Images;

namespace Slipway.Triggers.Matching;

/// <summary>The inputs that a push injects into a pipeline that declares them.</summary>
internal static class DockerInputs
{
    public static IEnumerable<(string Name, string? Value)> Of(ImagePushed push) =>
    [
        ("DOCKER_EVENT_OWNER_NAME", push.Owner),
        ("DOCKER_IMAGE", push.Repository.ToString()),
        ("DOCKER_REPO_NAME", push.Repository.Name),
        ("DOCKER_REPO_NAMESPACE", push.Repository.Namespace),
        ("DOCKER_TAG", push.Tag.Value),
        ("DOCKER_DIGEST", push.Digest?.Value),
        ("DOCKER_IMAGE_REF", push.Digest is { } digest ? $"{push.Repository}@{digest}" : $"{push.Repository}:{push.Tag}"),
        ("DOCKER_PUSHER", push.PushedBy),
        ("DOCKER_PUSHED_AT", push.PushedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("DOCKER_REGISTRY", push.Repository.Registry),
    ];
}
