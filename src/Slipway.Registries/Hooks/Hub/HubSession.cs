using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Hooks.Hub;

/// <summary>The hooks of one repository, seen by one account that has signed in.</summary>
internal sealed class HubSession(ApiConnection connection, HubWords words, ImageRepository repository, string token) : IDisposable
{
    private const int PageSize = 100;
    private const int MaxPages = 20;

    private string Hooks => $"/v2/repositories/{repository.Namespace}/{repository.Name}/webhook_pipeline/";

    public void Dispose() => connection.Dispose();

    /// <summary>
    /// Signs in the way that every client of <c>webhook_pipeline</c> does, and by the documented successor (docs.docker.com, Docker Hub API,
    /// "Create access token") where that way is gone: it is marked as deprecated.
    /// </summary>
    public static async Task<(string? Token, HookResult.Refused? Refused)> SignInAsync(
        ApiConnection connection, HubWords words, RegistryAccount account, CancellationToken cancellationToken)
    {
        var reply = await connection.SendAsync(
            HttpMethod.Post, "/v2/users/login/", new { username = account.UserName, password = account.Password }, token: null, cancellationToken);
        if (reply is ApiReply.Answered { Status: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone })
        {
            reply = await connection.SendAsync(
                HttpMethod.Post, "/v2/auth/token", new { identifier = account.UserName, secret = account.Password }, token: null, cancellationToken);
        }

        var body = reply is ApiReply.Answered { IsSuccess: true } answered ? answered.Body : null;
        var token = body.Field("token").Text() ?? body.Field("access_token").Text();
        return BearerToken.IsOne(token) ? (token, null) : (null, words.SignIn(reply));
    }

    public Task<ApiReply> PostAsync(string name, Uri hookUrl, CancellationToken cancellationToken) => connection.SendAsync(
        HttpMethod.Post,
        Hooks,
        new
        {
            name,
            expect_final_callback = false,
            webhooks = new[] { new { name, hook_url = hookUrl.OriginalString } },
            registry = "registry-1.docker.io",
        },
        token,
        cancellationToken);

    public Task<ApiReply> DeleteAsync(string slug, CancellationToken cancellationToken) =>
        connection.SendAsync(HttpMethod.Delete, $"{Hooks}{Uri.EscapeDataString(slug)}/", null, token, cancellationToken);

    /// <summary>All hooks, page by page. The address that the Hub gives for the next page is not followed: it need not be the Hub's.</summary>
    public async Task<HookListing> ListAsync(CancellationToken cancellationToken)
    {
        var hooks = ImmutableArray.CreateBuilder<RegistryHook>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var reply = await connection.SendAsync(HttpMethod.Get, $"{Hooks}?page={page}&page_size={PageSize}", null, token, cancellationToken);
            if (reply is not ApiReply.Answered { IsSuccess: true, Body: { } body } || Field(body, "results") is not { ValueKind: JsonValueKind.Array } results)
            {
                return new HookListing.Refused(Refuse(reply, "list the hooks"));
            }

            hooks.AddRange(ForeignJson.Items(results).Select(Read).OfType<RegistryHook>());
            if (Field(body, "next") is null)
            {
                break;
            }
        }

        return new HookListing.Listed(hooks.DrainToImmutable());
    }

    public HookResult.Refused Refuse(ApiReply reply, string what) => words.Hooks(reply, what, token);

    /// <summary>The hook in the JSON of the Hub; null when it has no slug.</summary>
    public static RegistryHook? Read(JsonElement? hook) =>
        hook.Field("slug").Text() is { Length: > 0 } slug
            ? new RegistryHook(slug, hook.Field("name").Text() ?? "", [.. hook.Field("webhooks").Items().Select(w => w.Field("hook_url").Text()).OfType<string>()])
            : null;

    private static JsonElement? Field(JsonElement body, string name) => ForeignJson.Field(body, name);
}
