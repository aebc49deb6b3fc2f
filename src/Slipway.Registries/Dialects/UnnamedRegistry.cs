using Slipway.Registries.Images;

namespace Slipway.Registries.Dialects;

/// <summary>
/// The registry of pushes whose message names none: Nexus never does, and others not in every version. That the message came with the webhook's
/// own token or signature tells which registry is meant; which repository there, the path still must say.
/// </summary>
public static class UnnamedRegistry
{
    /// <summary>Its host, which cannot exist (RFC 2606, section 2).</summary>
    public const string Host = "unnamed.invalid";

    /// <summary>
    /// The push as one to the repository that is watched, if the message names no registry and the path is the watched one's; the very same push
    /// otherwise. Before the path may stand what the registry calls the owner, as Nexus has it: its repository's name, alone or after
    /// <c>repository/</c>.
    /// </summary>
    public static ImagePushed At(ImageRepository watched, ImagePushed push)
    {
        ArgumentNullException.ThrowIfNull(watched);
        ArgumentNullException.ThrowIfNull(push);
        var path = push.Repository.Path;
        return push.Repository.Registry == Host && (watched.Path == path || watched.Path == $"{push.Owner}/{path}" || watched.Path == $"repository/{push.Owner}/{path}")
            ? push with { Repository = watched, Owner = watched.Namespace }
            : push;
    }
}
