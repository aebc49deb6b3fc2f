using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the "ECR Image Action" event of Amazon's registry as EventBridge sends it (docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html).
/// </summary>
public sealed class EcrDialect : JsonDialect
{
    /// <inheritdoc/>
    public override string ServerType => "ECR";

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var detail = root["detail"];
        if (!found.TryText(root["detail-type"], "'ECR Image Action'", out var type))
        {
            return;
        }

        if (type != "ECR Image Action")
        {
            found.Skip($"Amazon tells of {Excerpt.Of(type)}, which is no push.");
        }
        else if (found.TryText(detail["action-type"], "'PUSH'", out var action) && found.TryText(detail["result"], "'SUCCESS'", out var result))
        {
            if (action != "PUSH" || result != "SUCCESS")
            {
                found.Skip($"Amazon tells of {Excerpt.Of(action)} with result {Excerpt.Of(result)}, which is no push.");
            }
            else if (!detail["image-tag"].Exists || detail["image-tag"].Element.Text() == "")
            {
                found.Skip("The push bears no tag: an image by its digest.");
            }
            else
            {
                ReadPush(root, detail, found);
            }
        }
    }

    private static void ReadPush(ForeignField root, ForeignField detail, FoundPushes found)
    {
        if (found.TryText(detail["image-tag"], "'latest'", out var tag)
            && found.TryText(detail["repository-name"], "'acme/web'", out var path)
            && found.TryText(root["account"], "'123456789012'", out var account)
            && found.TryText(root["region"], "'eu-west-1'", out var region))
        {
            found.Add(new PushTexts
            {
                Registry = $"{account}.dkr.ecr.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}",
                Path = path,
                PathField = detail["repository-name"],
                Tag = tag,
                TagField = detail["image-tag"],
                Digest = detail["image-digest"].Text,
                DigestField = detail["image-digest"],
                PushedAt = root["time"].Time,
                EventId = root["id"].Word,
            });
        }
    }
}
