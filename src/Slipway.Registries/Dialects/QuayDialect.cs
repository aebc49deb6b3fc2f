using System.Text.Json;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the "Push to Repository" notification of Quay (docs.quay.io/guides/notifications). It has neither digest, nor time, nor sender; the
/// host is taken from <c>docker_url</c>, for Quay also runs in other houses than quay.io.
/// </summary>
public sealed class QuayDialect : JsonDialect
{
    /// <inheritdoc/>
    public override string ServerType => "Quay";

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var (tags, address) = (root["updated_tags"], root["docker_url"]);
        if (!tags.Exists && (root["build_id"].Exists || root["vulnerability"].Exists))
        {
            found.Skip("Quay tells of a build or a vulnerability, which is no push.");
        }
        else if (tags.Element is not { ValueKind: JsonValueKind.Array })
        {
            found.Refuse(tags, $"{(tags.Exists ? "no array" : "missing")}; expected an array of tags such as [\"latest\"]");
        }
        else if (found.TryText(address, "'quay.io/acme/web'", out var url))
        {
            if (HostedImage.Of(url) is not { } image)
            {
                found.Refuse(address, $"{Excerpt.Of(url)} names no host and repository; expected 'quay.io/acme/web'");
                return;
            }

            foreach (var tag in tags.Items)
            {
                if (found.TryText(tag, "'latest'", out var text))
                {
                    found.Add(new PushTexts { Registry = image.Registry, Path = image.Path, PathField = address, Tag = text, TagField = tag });
                }
            }
        }
    }
}
