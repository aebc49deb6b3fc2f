using System.Security.Cryptography;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the webhooks of JFrog Artifactory about Docker images (jfrog.com/help, "Event Types", domain docker): <c>pushed</c>. The image is named as
/// Artifactory's "repository path" method does, <c>host/repo_key/image_name</c>.
/// </summary>
public sealed class ArtifactoryDialect : JsonDialect, ISignedDialect
{
    private const string AuthHeader = "X-Jfrog-Event-Auth";

    /// <inheritdoc/>
    public override string ServerType => "Artifactory";

    /// <inheritdoc/>
    public bool IsSigned(MessageHeaders headers) => headers[AuthHeader] is not null;

    /// <summary>The header is the HMAC of the body, or the secret as it is where "Use secret for payload signing" is off.</summary>
    public ValueTask<SignatureVerdict> VerifyAsync(RegistryMessage message, SignatureKey key, CancellationToken cancellationToken)
    {
        var given = message.Headers[AuthHeader];
        var isRight = HmacSignature.IsRight(HashAlgorithmName.SHA256, key.Secret, message.Body, given) || HmacSignature.IsSecret(key.Secret, given);
        return ValueTask.FromResult(isRight ? SignatureVerdict.Valid : SignatureVerdict.Invalid);
    }

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var data = root["data"];
        if (!found.TryText(root["domain"], "'docker'", out var domain) || !found.TryText(root["event_type"], "'pushed'", out var type))
        {
            return;
        }

        if (domain != "docker" || type != "pushed")
        {
            found.Skip($"Artifactory tells of {Excerpt.Of($"{domain} {type}")}, which is no push of an image.");
        }
        else if (found.TryText(data["image_name"], "'acme/web'", out var image) && found.TryText(data["tag"], "'latest'", out var tag) && found.TryText(data["repo_key"], "'docker-local'", out var key))
        {
            var sha256 = data["sha256"].Text;
            found.Add(new PushTexts
            {
                Registry = Uri.TryCreate(root["jpd_origin"].Text, UriKind.Absolute, out var origin) && origin.Authority.Length > 0 ? origin.Authority : UnnamedRegistry.Host,
                Path = $"{key}/{image}",
                PathField = data["image_name"],
                Tag = tag,
                TagField = data["tag"],
                Digest = sha256 is null ? null : $"sha256:{sha256}",
                DigestField = data["sha256"],
                PushedBy = root["user_name"].Word,
            });
        }
    }
}
