using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the notifications of CNCF Distribution (registry:2, 3; distribution.github.io/distribution/about/notifications): an envelope of many
/// events, of which pushes of a manifest by its tag count. A push by digest is part of one by tag that follows it.
/// </summary>
public class DistributionDialect : JsonDialect
{
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.docker.distribution.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.oci.image.index.v1+json",
    ];

    /// <inheritdoc/>
    public override string ServerType => "Registry";

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var events = root["events"];
        if (events.Element is not { ValueKind: System.Text.Json.JsonValueKind.Array })
        {
            found.Refuse(events, events.Exists ? $"a JSON {events.Element!.Value.ValueKind.Name()}; expected an array of events" : "missing; expected an array of events");
            return;
        }

        foreach (var item in events.Items)
        {
            ReadEvent(item, found);
        }
    }

    /// <summary>One event; Azure's registry sends it alone, without an envelope.</summary>
    internal static void ReadEvent(ForeignField item, FoundPushes found)
    {
        var target = item["target"];
        if (!found.TryText(item["action"], "'push'", out var action))
        {
            return;
        }

        if (action != "push")
        {
            found.Skip($"The registry tells of {Excerpt.Of(action)}, which is no push.");
        }
        else if (target["mediaType"].Text is { } type && !ManifestTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            found.Skip($"What was pushed is {Excerpt.Of(type)}, which is no image.");
        }
        else if (!target["tag"].Exists || target["tag"].Element.Text() == "")
        {
            found.Skip("The push bears no tag: a layer, or a manifest by its digest.");
        }
        else if (found.TryText(target["tag"], "'latest'", out var tag) && found.TryText(target["repository"], "'acme/web'", out var path) && TryHost(item, found, out var host))
        {
            found.Add(new PushTexts
            {
                Registry = host,
                Path = path,
                PathField = target["repository"],
                Tag = tag,
                TagField = target["tag"],
                Digest = target["digest"].Text,
                DigestField = target["digest"],
                PushedAt = item["timestamp"].Time,
                PushedBy = item["actor"]["name"].Word,
                EventId = item["id"].Word,
            });
        }
    }

    private static bool TryHost(ForeignField item, FoundPushes found, out string host)
    {
        host = item["request"]["host"].Text ?? (Uri.TryCreate(item["target"]["url"].Text, UriKind.Absolute, out var url) ? url.Authority : "");
        if (host.Length == 0)
        {
            found.Refuse(item["request"]["host"], "missing, and 'target.url' names no host either; expected the registry's host such as 'registry.example.com'");
        }

        return host.Length > 0;
    }
}
