using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Hooks.Apis;

/// <summary>
/// Quay's repository notifications (Red Hat Quay API reference, "repositorynotification"; quay/quay, endpoints/api/repositorynotification.py).
/// Its API knows neither passwords nor robot accounts, only the access tokens of OAuth applications.
/// </summary>
internal sealed class QuayHookApi : HookApi
{
    /// <summary>A notification that failed as often in a row is not sent any more until somebody resets it (quay/quay, data/model/notification.py).</summary>
    private const int FailuresUntilOff = 3;

    private static readonly string[] TextFields = ["error_message", "detail", "message"];

    public override string ServerType => "Quay";

    public override string Product => "Quay";

    public override string WhenUnknown => "the endpoint needs user name '$oauthtoken' and, as its password, an access token of an OAuth application of the organization; robot accounts and passwords do not open Quay's API";

    public override string WhenForbidden => "the access token needs the scope repo:admin ('Administer Repositories'), and who made it Admin permission on the repository";

    public override bool HasUniqueNames => false;

    public override string? Unfit(ImageRepository repository) => repository.Namespace.Length > 0
        ? null
        : $"{repository} has no namespace; a repository at Quay has a namespace and a name, such as '{repository.Registry}/acme/web'.";

    public override string WhatIsMissing(ImageRepository repository) => $"repository '{repository.Path}'";

    public override AuthenticationHeaderValue? SignIn(RegistryAccount account) => Bearer(account);

    public override string Hooks(ImageRepository repository) => $"/api/v1/repository/{repository.Path}/notification/";

    public override string Hook(ImageRepository repository, string slug) => $"{Hooks(repository)}{Uri.EscapeDataString(slug)}";

    public override IEnumerable<JsonElement?>? Entries(JsonElement page) =>
        ForeignJson.Field(page, "notifications") is { ValueKind: JsonValueKind.Array } all ? ForeignJson.Items(all) : null;

    public override RegistryHook? Read(JsonElement? entry, ImageRepository repository)
    {
        var failures = entry.Field("number_of_failures") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) ? count : 0;
        return entry.Field("uuid").Text() is { Length: > 0 } uuid && entry.Field("method").Text() == "webhook"
            ? new RegistryHook(uuid, entry.Field("title").Text() ?? "", Some([entry.Field("config").Field("url").Text()]))
            {
                TellsOfPushes = entry.Field("event").Text() == "repo_push" && failures < FailuresUntilOff,
            }
            : null;
    }

    public override object Describe(string name, ImageRepository repository, Uri hookUrl) => new
    {
        @event = "repo_push",
        method = "webhook",
        config = new { url = hookUrl.OriginalString },
        eventConfig = new { },
        title = name,
    };

    public override string? SlugOf(ApiReply.Answered created, string name) => created.Body.Field("uuid").Text() is { } uuid && IsSlug(uuid) ? uuid : null;

    public override bool IsSlug(string slug) => slug.Length is > 0 and <= 64 && slug.All(c => char.IsAsciiHexDigit(c) || c == '-');

    /// <summary>A notification that is not there is a bad request, told apart only by its text.</summary>
    public override bool IsGone(ApiReply.Answered answer) =>
        base.IsGone(answer) || (answer.Status == HttpStatusCode.BadRequest && Texts(answer.Body).Any(text => text.Contains("No repository notif", StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Texts(JsonElement? body) =>
        TextFields.Select(name => body.Field(name).Text()).OfType<string>();
}
