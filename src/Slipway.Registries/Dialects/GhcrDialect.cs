using System.Net;
using System.Security.Cryptography;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads GitHub's webhooks about packages (docs.github.com/webhooks/webhook-events-and-payloads, <c>package</c> and <c>registry_package</c>),
/// and checks their signature ("Validating webhook deliveries"). GitHub writes accounts as their owners do, and images in lower case only.
/// </summary>
public sealed class GhcrDialect : JsonDialect, ISignedDialect
{
    private const string EventHeader = "X-GitHub-Event";
    private const string SignatureHeader = "X-Hub-Signature-256";
    private const string SignaturePrefix = "sha256=";

    /// <inheritdoc/>
    public override string ServerType => "GHCR";

    /// <inheritdoc/>
    public bool IsSigned(MessageHeaders headers) => headers[SignatureHeader] is not null;

    /// <inheritdoc/>
    public ValueTask<SignatureVerdict> VerifyAsync(RegistryMessage message, SignatureKey key, CancellationToken cancellationToken)
    {
        var isRight = message.Headers[SignatureHeader] is { } signature
            && signature.StartsWith(SignaturePrefix, StringComparison.OrdinalIgnoreCase)
            && HmacSignature.IsRight(HashAlgorithmName.SHA256, key.Secret, message.Body, signature[SignaturePrefix.Length..]);
        return ValueTask.FromResult(isRight ? SignatureVerdict.Valid : SignatureVerdict.Invalid);
    }

    /// <summary>GitHub's own default for a new webhook is a form with the JSON in the field <c>payload</c>.</summary>
    private protected override ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> body)
    {
        if (body.Length > JsonBody.MaxSize || !body.Span.StartsWith("payload="u8))
        {
            return body;
        }

        var field = body["payload=".Length..];
        var end = field.Span.IndexOf((byte)'&');
        field = end < 0 ? field : field[..end];
        return WebUtility.UrlDecodeToBytes(field.ToArray(), 0, field.Length);
    }

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var kind = headers[EventHeader] ?? (root["registry_package"].Exists ? "registry_package" : root["package"].Exists ? "package" : "");
        switch (kind)
        {
            case "package" or "registry_package":
                ReadPackage(root, root[kind], headers, found);
                break;
            case "":
                found.Refuse(root, $"neither the header {EventHeader} nor the body says what it tells of; expected the event 'package' or 'registry_package'");
                break;
            default:
                found.Skip($"GitHub tells of {Excerpt.Of(kind)}, which is no push. Choose the event 'Packages' or 'Registry packages' for the webhook.");
                break;
        }
    }

    private static void ReadPackage(ForeignField root, ForeignField package, MessageHeaders headers, FoundPushes found)
    {
        var version = package["package_version"];
        var tag = version["container_metadata"]["tag"];
        if (!found.TryText(root["action"], "'published'", out var action))
        {
            return;
        }

        var kind = package["package_type"].Text ?? package["ecosystem"].Text;
        if (action is not ("published" or "updated"))
        {
            found.Skip($"GitHub tells that a package is {Excerpt.Of(action)}, which is no push.");
        }
        else if (kind is not null && !kind.Equals("CONTAINER", StringComparison.OrdinalIgnoreCase))
        {
            found.Skip($"The package is of the kind {Excerpt.Of(kind)} and no image.");
        }
        else if (!found.TryText(package["name"], "'web'", out var name))
        {
            return;
        }
        else if (!tag["name"].Exists || tag["name"].Element.Text() == "")
        {
            found.Skip("The package version bears no tag: an image by its digest.");
        }
        else if (found.TryText(tag["name"], "'latest'", out var tagText) && TryOwner(root, package, found, out var owner))
        {
            var digest = tag["digest"].Exists ? tag["digest"] : version["version"];
            found.Add(new PushTexts
            {
                Registry = HostedImage.Of(version["package_url"].Text ?? "") is { } image && ReferenceGrammar.LooksLikeHost(image.Registry) ? image.Registry : "ghcr.io",
                Path = $"{owner}/{name}".ToLowerInvariant(),
                PathField = package["name"],
                Tag = tagText,
                TagField = tag["name"],
                Digest = digest.Text is { Length: > 0 } text && (tag["digest"].Exists || Digest.TryParse(text, out _)) ? text : null,
                DigestField = digest,
                PushedAt = version["updated_at"].Time ?? package["updated_at"].Time,
                PushedBy = root["sender"]["login"].Word,
                EventId = Delivery(headers),
            });
        }
    }

    /// <summary>The account that the image belongs to. A package's namespace is the account alone for images, and more than it for others.</summary>
    private static bool TryOwner(ForeignField root, ForeignField package, FoundPushes found, out string owner)
    {
        owner = package["owner"]["login"].Text
            ?? root["repository"]["owner"]["login"].Text
            ?? (package["namespace"].Text ?? root["repository"]["full_name"].Text ?? "").Split('/')[0];
        if (owner.Length == 0)
        {
            found.Refuse(package["owner"]["login"], package["owner"]["login"].Lack("'acme'"));
        }

        return owner.Length > 0;
    }

    /// <summary>GitHub's identity of the delivery, the same when somebody has it delivered again.</summary>
    private static string? Delivery(MessageHeaders headers) =>
        headers["X-GitHub-Delivery"] is { Length: > 0 and <= 255 } id && !id.Any(char.IsControl) ? id : null;
}
