using System.Collections.Immutable;
using System.Net.Http.Headers;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;

namespace Slipway.Registries.Hooks.Apis;

/// <summary>The hooks of one repository, seen by one account through one kind of API.</summary>
internal sealed class HookApiSession(HookApi api, ApiConnection connection, HookApiWords words, ImageRepository repository, AuthenticationHeaderValue signIn) : IDisposable
{
    private const int MaxPages = 20;

    public void Dispose() => connection.Dispose();

    public Task<ApiReply> PostAsync(string name, Uri hookUrl, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, api.Hooks(repository), api.Describe(name, repository, hookUrl), cancellationToken);

    /// <summary>Deletes one that is there. One that is not, or cannot be, counts as deleted.</summary>
    public async Task<HookResult> DeleteAsync(string slug, CancellationToken cancellationToken)
    {
        if (!api.IsSlug(slug))
        {
            return new HookResult.Done(slug);
        }

        var reply = await SendAsync(HttpMethod.Delete, api.Hook(repository, slug), null, cancellationToken);
        return reply is ApiReply.Answered answered && (answered.IsSuccess || api.IsGone(answered))
            ? new HookResult.Done(slug)
            : words.Refuse(reply, $"delete the hook {Excerpt.Of(slug)}");
    }

    /// <summary>All hooks, page by page.</summary>
    /// <param name="what">What they are wanted for, such as <c>list the hooks</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<HookListing> ListAsync(string what, CancellationToken cancellationToken)
    {
        var hooks = ImmutableArray.CreateBuilder<RegistryHook>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var reply = await SendAsync(HttpMethod.Get, api.Page(repository, page), null, cancellationToken);
            if (reply is not ApiReply.Answered { IsSuccess: true, Body: { } body } || api.Entries(body) is not { } entries)
            {
                return new HookListing.Refused(words.Refuse(reply, what));
            }

            var all = entries.ToList();
            hooks.AddRange(all.Select(entry => api.Read(entry, repository)).OfType<RegistryHook>());
            if (!api.MayHaveNext(all.Count))
            {
                break;
            }
        }

        return new HookListing.Listed(hooks.DrainToImmutable());
    }

    public HookResult.Refused Refuse(ApiReply reply, string what) => words.Refuse(reply, what);

    private Task<ApiReply> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        connection.SendAsync(
            method,
            path,
            body,
            headers =>
            {
                headers.Authorization = signIn;
                api.Adorn(headers);
            },
            cancellationToken);
}
