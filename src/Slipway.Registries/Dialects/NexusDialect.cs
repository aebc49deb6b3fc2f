using System.Security.Cryptography;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the component webhooks of Sonatype Nexus Repository 3 (help.sonatype.com, "Example Headers And Payloads"; the signature is described
/// in "Enabling A Repository Webhook Capability"). The message names Nexus' own repository, and no host: see <see cref="UnnamedRegistry"/>.
/// </summary>
public sealed class NexusDialect : JsonDialect, ISignedDialect
{
    private const string SignatureHeader = "X-Nexus-Webhook-Signature";

    /// <inheritdoc/>
    public override string ServerType => "Nexus";

    /// <inheritdoc/>
    public bool IsSigned(MessageHeaders headers) => headers[SignatureHeader] is not null;

    /// <inheritdoc/>
    public ValueTask<SignatureVerdict> VerifyAsync(RegistryMessage message, SignatureKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(HmacSignature.IsRight(HashAlgorithmName.SHA1, key.Secret, message.Body, message.Headers[SignatureHeader]) ? SignatureVerdict.Valid : SignatureVerdict.Invalid);

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var component = root["component"];
        if (!component.Exists)
        {
            found.Skip("Nexus tells of no component. Choose the event type 'component' for the webhook.");
            return;
        }

        if (!found.TryText(root["action"], "'CREATED'", out var action) || !found.TryText(component["format"], "'docker'", out var format))
        {
            return;
        }

        if (action is not ("CREATED" or "UPDATED") || format != "docker")
        {
            found.Skip($"Nexus tells of a component, {Excerpt.Of($"{format} {action}")}, which is no push of an image.");
        }
        else if (found.TryText(component["name"], "'acme/web'", out var name) && found.TryText(component["version"], "'latest'", out var version))
        {
            if (Digest.TryParse(version, out _))
            {
                found.Skip("The push bears no tag: an image by its digest.");
                return;
            }

            found.Add(new PushTexts
            {
                Registry = UnnamedRegistry.Host,
                Path = name,
                PathField = component["name"],
                Tag = version,
                TagField = component["version"],
                PushedAt = root["timestamp"].Time,
                PushedBy = root["initiator"].Word,
                Owner = root["repositoryName"].Word,
                EventId = headers["X-Nexus-Webhook-Delivery"] is { Length: > 0 and <= 255 } id && !id.Any(char.IsControl) ? id : null,
            });
        }
    }
}
