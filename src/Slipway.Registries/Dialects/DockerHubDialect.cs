using System.Text.Json;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads what Docker Hub sends: today's form (docs.docker.com/docker-hub/webhooks) and that of Code Stream's documentation, where
/// <c>pushed_at</c> is written as <c>1.417566161e+09</c> and <c>dockerfile</c> holds an escape that JSON does not have.
/// </summary>
public sealed class DockerHubDialect : IRegistryDialect
{
    /// <summary>Accounts are shorter by far (Docker Hub: 4 to 30 characters); what is longer is no name.</summary>
    private const int MaxAccountLength = 255;

    private const int MaxAddressLength = 2_048;
    private const decimal FirstSecond = -62_135_596_800;
    private const decimal LastSecond = 253_402_300_799;

    /// <inheritdoc/>
    public string ServerType => "DockerHub";

    /// <inheritdoc/>
    public DialectResult Read(RegistryMessage message)
    {
        switch (JsonBody.Open(message.Body))
        {
            case JsonBody.Opened opened:
                using (opened.Document)
                {
                    return Read(opened.Document.RootElement, opened.Repair);
                }

            case JsonBody.Closed closed:
                return new DialectResult.Malformed(null, closed.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static DialectResult Read(JsonElement root, string? repair)
    {
        if (!RequiredText.TryRead(root, "push_data", "tag", "'latest'", out var tagText, out var malformed)
            || !RequiredText.TryRead(root, "repository", "repo_name", "'acme/web'", out var repositoryText, out malformed))
        {
            return malformed!;
        }

        if (!Tag.TryParse(tagText, out var tag, out var problem))
        {
            return new DialectResult.Malformed("push_data.tag", problem);
        }

        if (!TryReadRepository(repositoryText, out var repository, out problem))
        {
            return new DialectResult.Malformed("repository.repo_name", problem!);
        }

        var pushData = ForeignJson.Field(root, "push_data");
        var pushedAt = pushData.Field("pushed_at");
        if (pushedAt is { ValueKind: not JsonValueKind.Number })
        {
            return new DialectResult.Malformed(
                "push_data.pushed_at",
                $"'push_data.pushed_at' is a JSON {pushedAt.Value.ValueKind.Name()}; expected seconds since 1970 as a number, or nothing");
        }

        var push = new ImagePushed(
            repository!,
            tag,
            Digest: null,
            Time(pushedAt),
            PushedBy: Account(pushData.Field("pusher")) ?? "",
            Owner: Account(ForeignJson.Field(root, "repository").Field("owner")) ?? repository!.Namespace)
        {
            Callback = Address(ForeignJson.Field(root, "callback_url")),
        };
        return new DialectResult.Pushed([push], repair);
    }

    /// <summary>Docker Hub's names have no host: a first part with a dot in it is a namespace here.</summary>
    private static bool TryReadRepository(string text, out ImageRepository? repository, out string? problem)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!ImageRepository.TryCreate(ImageRepository.DockerHub, slash <= 0 ? "" : text[..slash], slash <= 0 ? text : text[(slash + 1)..], out repository, out problem)
            && slash > 0
            && text.IndexOf('/', slash + 1) >= 0)
        {
            problem = $"{Excerpt.Of(text)} is no repository at Docker Hub: those have a namespace and a name, such as 'acme/web'";
        }

        return repository is not null;
    }

    /// <summary>A number that is no date of this calendar is no reason to lose a push.</summary>
    private static DateTimeOffset? Time(JsonElement? seconds) =>
        seconds is { } s && s.TryGetDecimal(out var value) && value is >= FirstSecond and <= LastSecond
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(value * TimeSpan.TicksPerSecond))
            : null;

    private static Uri? Address(JsonElement? field) =>
        field.Text() is { Length: > 0 and <= MaxAddressLength } text && Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;

    private static string? Account(JsonElement? field) =>
        field.Text() is { Length: > 0 and <= MaxAccountLength } name && !name.Any(char.IsControl) ? name : null;
}
