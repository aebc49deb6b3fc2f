using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the webhooks of Docker Trusted Registry, today Mirantis Secure Registry (docs.mirantis.com/msr, "Use webhooks"): <c>TAG_PUSH</c>.
/// The host stands before namespace and name in <c>imageName</c>; where it does not, the message names none: see <see cref="UnnamedRegistry"/>.
/// </summary>
public sealed class DockerTrustedRegistryDialect : JsonDialect
{
    /// <inheritdoc/>
    public override string ServerType => "Docker_Trusted_Registry";

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var contents = root["contents"];
        if (!found.TryText(root["type"], "'TAG_PUSH'", out var type))
        {
            return;
        }

        if (type != "TAG_PUSH")
        {
            found.Skip($"The registry tells of {Excerpt.Of(type)}, which is no push of a tag.");
        }
        else if (found.TryText(contents["namespace"], "'acme'", out var space) && found.TryText(contents["repository"], "'web'", out var name) && found.TryText(contents["tag"], "'latest'", out var tag))
        {
            var path = $"{space}/{name}";
            var image = HostedImage.Of(contents["imageName"].Text ?? "");
            found.Add(new PushTexts
            {
                Registry = image is not null && image.Path == path ? image.Registry : UnnamedRegistry.Host,
                Path = path,
                PathField = contents["repository"],
                Tag = tag,
                TagField = contents["tag"],
                Digest = contents["digest"].Text,
                DigestField = contents["digest"],
                PushedAt = contents["pushedAt"].Time ?? root["createdAt"].Time,
                PushedBy = contents["author"].Word,
            });
        }
    }
}
