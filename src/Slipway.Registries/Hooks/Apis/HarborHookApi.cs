using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Hooks.Apis;

/// <summary>
/// Harbor's webhook policies (goharbor/harbor, api/v2.0/swagger.yaml, "webhook"; src/server/v2.0/handler/webhook.go). A policy is a project's:
/// it tells of pushes to all its repositories, and who receives them ignores the others.
/// </summary>
internal sealed class HarborHookApi : HookApi
{
    private const int PageSize = 100;
    private const string Push = "PUSH_ARTIFACT";

    public override string ServerType => "Harbor";

    public override string Product => "Harbor";

    public override string WhenUnknown => "check user name and password; a robot account signs in by its full name, such as 'robot$acme+slipway'";

    public override string WhenForbidden => "the account must be Project Admin there, or a robot account that may list, create and delete webhooks";

    public override string PlaceOf(ImageRepository repository) => $"{repository.Registry}/{First(repository)}";

    public override string? Unfit(ImageRepository repository) =>
        repository.Namespace.Length > 0 ? null : $"{repository} has no project; a repository at Harbor has a project and a name, such as '{repository.Registry}/acme/web'.";

    public override string WhatIsMissing(ImageRepository repository) => $"project '{First(repository)}'";

    public override AuthenticationHeaderValue SignIn(RegistryAccount account) => Basic(account);

    /// <summary>A project's name may be all digits; then it would be taken for an id.</summary>
    public override void Adorn(HttpRequestHeaders headers) => headers.Add("X-Is-Resource-Name", "true");

    public override string Hooks(ImageRepository repository) => $"/api/v2.0/projects/{First(repository)}/webhook/policies";

    public override string Page(ImageRepository repository, int page) => string.Create(CultureInfo.InvariantCulture, $"{Hooks(repository)}?page={page}&page_size={PageSize}");

    /// <summary>A project without policies is answered by an empty array, or by <c>null</c>.</summary>
    public override IEnumerable<JsonElement?>? Entries(JsonElement page) =>
        page.ValueKind is JsonValueKind.Array or JsonValueKind.Null ? ForeignJson.Items(page) : null;

    public override bool MayHaveNext(int entries) => entries >= PageSize;

    public override RegistryHook? Read(JsonElement? entry, ImageRepository repository)
    {
        if (entry.Field("id") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt64(out var id))
        {
            return null;
        }

        var targets = entry.Field("targets").Items().Where(target => target.Field("type").Text() == "http").ToList();
        return new RegistryHook(id.ToString(CultureInfo.InvariantCulture), entry.Field("name").Text() ?? "", Some(targets.Select(target => target.Field("address").Text())))
        {
            TellsOfPushes = entry.Field("enabled") is { ValueKind: JsonValueKind.True } && entry.Field("event_types").Items().Any(type => type.Text() == Push),
            Authorization = targets.Select(target => target.Field("auth_header").Text()).FirstOrDefault(text => text?.Length > 0),
        };
    }

    /// <summary>
    /// The secret is given twice: Harbor's source means to cut the query off ("Prevent SSRF security issue #3755"), and as long as it does not,
    /// nothing is lost.
    /// </summary>
    public override object Describe(string name, ImageRepository repository, Uri hookUrl) => new
    {
        name,
        description = "Tells Slipway of pushes.",
        enabled = true,
        event_types = new[] { Push },
        targets = new[]
        {
            new { type = "http", address = hookUrl.OriginalString, auth_header = HookSecret.Of(hookUrl) ?? "", skip_cert_verify = false, payload_format = "Default" },
        },
    };

    /// <summary>The answer to a creation has no body, and the policy's id at the end of its <c>Location</c>.</summary>
    public override string? SlugOf(ApiReply.Answered created, string name) =>
        created.Location is { } location && location[(location.LastIndexOf('/') + 1)..] is var id && IsSlug(id) ? id : null;

    public override bool IsSlug(string slug) => slug.Length is > 0 and < 20 && slug.All(char.IsAsciiDigit);
}
