using System.Buffers.Text;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the notifications of Google's Artifact Registry and Container Registry as Pub/Sub pushes them
/// (cloud.google.com/artifact-registry/docs/configure-notifications; cloud.google.com/pubsub/docs/push, "Receive messages").
/// </summary>
/// <param name="certificates">Fetches the keys of Google's tokens, https://www.googleapis.com/oauth2/v3/certs; within a time limit of its own.</param>
/// <param name="clock">Tells whether a token has expired.</param>
public sealed class ArtifactRegistryDialect(Func<CancellationToken, Task<string>> certificates, TimeProvider clock) : JsonDialect, ISignedDialect
{
    private const string Scheme = "Bearer ";

    private readonly GoogleToken tokens = new(new GoogleKeys(certificates, clock), clock);

    /// <inheritdoc/>
    public override string ServerType => "ArtifactRegistry";

    /// <inheritdoc/>
    public bool IsSigned(MessageHeaders headers) => Token(headers) is not null;

    /// <inheritdoc/>
    public ValueTask<SignatureVerdict> VerifyAsync(RegistryMessage message, SignatureKey key, CancellationToken cancellationToken) =>
        tokens.VerifyAsync(Token(message.Headers), key, cancellationToken);

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found)
    {
        var message = root["message"];
        var data = message["data"];
        if (!found.TryText(data, "the notification in Base64", out var text))
        {
            return;
        }

        if (!Base64.IsValid(text))
        {
            found.Refuse(data, "no Base64; expected the notification in Base64");
            return;
        }

        switch (JsonBody.Open(Convert.FromBase64String(text)))
        {
            case JsonBody.Opened opened:
                using (opened.Document)
                {
                    ReadNotification(new ForeignField(opened.Document.RootElement, data.Path), message, found);
                }

                break;
            case JsonBody.Closed closed:
                found.Refuse(data, $"what is in the Base64 cannot be read: {closed.Reason}");
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void ReadNotification(ForeignField notification, ForeignField message, FoundPushes found)
    {
        if (!found.TryText(notification["action"], "'INSERT'", out var action))
        {
            return;
        }

        var (tag, digest) = (notification["tag"], notification["digest"]);
        if (action != "INSERT")
        {
            found.Skip($"Google tells of {Excerpt.Of(action)}, which is no push.");
        }
        else if (!tag.Exists || tag.Element.Text() == "")
        {
            found.Skip("The push bears no tag: an image by its digest.");
        }
        else if (found.TryText(tag, "'europe-docker.pkg.dev/acme/images/web:latest'", out var tagged))
        {
            if (HostedImage.Of(tagged) is not { Tag: { } name } image)
            {
                found.Refuse(tag, $"{Excerpt.Of(tagged)} names no image with its tag; expected 'europe-docker.pkg.dev/acme/images/web:latest'");
                return;
            }

            found.Add(new PushTexts
            {
                Registry = image.Registry,
                Path = image.Path,
                PathField = tag,
                Tag = name,
                TagField = tag,
                Digest = digest.Text is { } whole ? whole[(whole.LastIndexOf('@') + 1)..] : null,
                DigestField = digest,
                PushedAt = message["publishTime"].Time ?? message["publish_time"].Time,
                EventId = message["messageId"].Word ?? message["message_id"].Word,
            });
        }
    }

    private static string? Token(MessageHeaders headers) =>
        headers["Authorization"] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;
}
