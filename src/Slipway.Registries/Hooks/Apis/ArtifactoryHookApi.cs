using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Hooks.Apis;

/// <summary>
/// The JFrog Platform's webhook subscriptions (jfrog.com/help, JFrog REST APIs, "Create a New Webhook Subscription"; jfrog/terraform-provider-artifactory,
/// pkg/artifactory/resource/webhook). They belong to the whole platform, under one key each; ours is made of the webhook's name and its repository.
/// </summary>
internal sealed class ArtifactoryHookApi : HookApi
{
    private const string Domain = "docker";
    private const string Push = "pushed";

    /// <summary>Of a key, in characters.</summary>
    private const int MaxKey = 200;
    private const int MaxReadable = 60;

    /// <summary>How the base64 of <c>reftkn:</c> starts, by which JFrog's reference tokens are known.</summary>
    private const string ReferenceToken = "cmVmdGtuO";

    public override string ServerType => "Artifactory";

    public override string Product => "JFrog Artifactory";

    public override string WhenUnknown => "check user name and password or access token";

    public override string WhenForbidden => "webhooks there are kept by administrators, so the account must be one, or the access token have the scope applied-permissions/admin";

    /// <summary>All subscriptions of a platform come in one answer.</summary>
    public override int MaxAnswer => 8 * ApiConnection.UsualAnswer;

    public override string? Unfit(ImageRepository repository) => repository.Namespace.Length > 0
        ? null
        : $"{repository} does not name a Docker repository of Artifactory and an image in it; it looks like '{repository.Registry}/docker-local/web'.";

    public override string WhatIsMissing(ImageRepository repository) => "webhook service (/event/api/v1), which comes with Artifactory 7 Pro and above,";

    /// <summary>Access tokens are for themselves; anything else is a password.</summary>
    public override AuthenticationHeaderValue? SignIn(RegistryAccount account) =>
        account.Password.StartsWith(ReferenceToken, StringComparison.Ordinal) || (account.Password.StartsWith("eyJ", StringComparison.Ordinal) && account.Password.Count(c => c == '.') == 2)
            ? Bearer(account)
            : Basic(account);

    /// <summary>A key has no blanks: what of the name can be read, and what tells it from others.</summary>
    public override string NameOf(string name, ImageRepository repository)
    {
        var readable = new string([.. name.Take(MaxReadable).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')]).Trim('-');
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{repository}\n{name}")))[..12];
        return readable.Length == 0 ? $"slipway-{mark}" : $"slipway-{readable}-{mark}";
    }

    public override string Hooks(ImageRepository repository) => "/event/api/v1/subscriptions";

    public override IEnumerable<JsonElement?>? Entries(JsonElement page) => page.ValueKind is JsonValueKind.Array ? ForeignJson.Items(page) : null;

    public override RegistryHook? Read(JsonElement? entry, ImageRepository repository)
    {
        var filter = entry.Field("event_filter");
        var criteria = filter.Field("criteria");
        var isCovered = criteria.Field("anyLocal") is { ValueKind: JsonValueKind.True } || criteria.Field("repoKeys").Items().Any(key => key.Text() == First(repository));
        return entry.Field("key").Text() is { Length: > 0 } key && filter.Field("domain").Text() == Domain && isCovered
            ? new RegistryHook(key, key, Some(entry.Field("handlers").Items().Select(handler => handler.Field("url").Text())))
            {
                TellsOfPushes = entry.Field("enabled") is { ValueKind: JsonValueKind.True } && filter.Field("event_types").Items().Any(type => type.Text() == Push),
            }
            : null;
    }

    /// <summary>The secret signs what is sent; versions that do not know of signing send it as it is, which is as good.</summary>
    public override object Describe(string name, ImageRepository repository, Uri hookUrl) => new
    {
        key = name,
        description = $"Tells Slipway of pushes to {repository.Path}.",
        enabled = true,
        event_filter = new
        {
            domain = Domain,
            event_types = new[] { Push },
            criteria = new
            {
                anyLocal = false,
                anyRemote = false,
                anyFederated = false,
                repoKeys = new[] { First(repository) },
                includePatterns = new[] { $"{repository.Path[(First(repository).Length + 1)..]}/**" },
                excludePatterns = Array.Empty<string>(),
            },
        },
        handlers = new[]
        {
            new
            {
                handler_type = "webhook",
                url = hookUrl.OriginalString,
                secret = HookSecret.Of(hookUrl) ?? "",
                use_secret_for_signing = true,
                proxy = "",
                custom_http_headers = Array.Empty<object>(),
            },
        },
    };

    public override string? SlugOf(ApiReply.Answered created, string name) => name;

    public override bool IsSlug(string slug) => slug.Length is > 1 and <= MaxKey && slug.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && slug.Any(c => c != '.');
}
