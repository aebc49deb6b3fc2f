using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the webhooks of Harbor (goharbor.io/docs, "Configure Webhook Notifications"): <c>PUSH_ARTIFACT</c> of 2.x, <c>pushImage</c> of 1.x,
/// and the CloudEvents form <c>harbor.artifact.pushed</c>, which has its data elsewhere.
/// </summary>
public sealed class HarborDialect : JsonDialect
{
    /// <inheritdoc/>
    public override string ServerType => "Harbor";

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        if (!found.TryText(root["type"], "'PUSH_ARTIFACT'", out var type))
        {
            return;
        }

        if (type is not ("PUSH_ARTIFACT" or "pushImage" or "harbor.artifact.pushed"))
        {
            found.Skip($"Harbor tells of {Excerpt.Of(type)}, which is no push.");
            return;
        }

        var isCloudEvent = type == "harbor.artifact.pushed";
        var resources = root[isCloudEvent ? "data" : "event_data"]["resources"];
        if (resources.Element is not { ValueKind: System.Text.Json.JsonValueKind.Array })
        {
            found.Refuse(resources, "missing or no array; expected an array of what was pushed");
            return;
        }

        foreach (var resource in resources.Items)
        {
            ReadResource(root, isCloudEvent, resource, found);
        }
    }

    private static void ReadResource(ForeignField root, bool isCloudEvent, ForeignField resource, FoundPushes found)
    {
        var (tag, address) = (resource["tag"], resource["resource_url"]);

        // Where an artifact was pushed by its digest, some versions leave the tag empty and some write the digest there.
        if (!tag.Exists || tag.Element.Text() == "" || Digest.TryParse(tag.Text, out _))
        {
            found.Skip("The push bears no tag: an artifact by its digest.");
            return;
        }

        if (!found.TryText(tag, "'latest'", out var tagText) || !found.TryText(address, "'harbor.example.com/acme/web:latest'", out var url))
        {
            return;
        }

        if (HostedImage.Of(url) is not { } image)
        {
            found.Refuse(address, $"{Excerpt.Of(url)} names no host and repository; expected 'harbor.example.com/acme/web:latest'");
            return;
        }

        found.Add(new PushTexts
        {
            Registry = image.Registry,
            Path = image.Path,
            PathField = address,
            Tag = tagText,
            TagField = tag,
            Digest = resource["digest"].Text,
            DigestField = resource["digest"],
            PushedAt = isCloudEvent ? root["time"].Time : root["occur_at"].UnixTime,
            PushedBy = root["operator"].Word,
            EventId = isCloudEvent ? root["id"].Word : null,
        });
    }
}
