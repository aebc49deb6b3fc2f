using System.Net;
using Microsoft.Extensions.Options;
using Slipway.Registries.Hooks.Apis;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;

namespace Slipway.Registries.Hooks;

/// <summary>
/// Keeps hooks at a registry whose API takes who asks with each request: Harbor, Quay, JFrog Artifactory. Looks before it makes one, for Quay
/// would make as many of a name as it is asked for. Waits only for the registry's answers and never tries again by itself.
/// </summary>
public sealed class ApiHookRegistrar : IHookRegistrar
{
    private readonly HookApi api;
    private readonly IHttpClientFactory clients;
    private readonly TimeProvider time;
    private readonly IOptions<RegistryHookOptions> options;

    internal ApiHookRegistrar(HookApi api, IHttpClientFactory clients, TimeProvider time, IOptions<RegistryHookOptions> options)
    {
        this.api = api;
        this.clients = clients;
        this.time = time;
        this.options = options;
    }

    /// <inheritdoc/>
    public string ServerType => api.ServerType;

    /// <inheritdoc/>
    public string PlaceOf(ImageRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return api.PlaceOf(repository);
    }

    /// <inheritdoc/>
    public async Task<HookResult> CreateAsync(RegistryAccount account, ImageRepository repository, string name, Uri hookUrl, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(hookUrl);
        if (!hookUrl.IsAbsoluteUri || (hookUrl.Scheme != Uri.UriSchemeHttp && hookUrl.Scheme != Uri.UriSchemeHttps))
        {
            return new HookResult.Refused("the address of the hook must be absolute and start with 'https://' or 'http://': check the public address of this server.", false);
        }

        var (session, words, refused) = Open(account, repository, hookUrl);
        if (session is null)
        {
            return refused!;
        }

        using var ended = session;
        var (what, there) = ($"create the hook {Excerpt.Of(name)}", api.NameOf(name, repository));
        switch (await session.ListAsync(what, cancellationToken))
        {
            case HookListing.Refused(var why):
                return why;
            case HookListing.Listed(var hooks) when hooks.FirstOrDefault(hook => hook.Name == there && hook.IsAddressedTo(hookUrl)) is { } ours:
                if (ours.TellsOfPushes)
                {
                    return new HookResult.Done(ours.Slug);
                }

                // Ours, and switched off by a person or by the registry itself: made anew it is on.
                if (await session.DeleteAsync(ours.Slug, cancellationToken) is HookResult.Refused stays)
                {
                    return stays;
                }

                break;
            case HookListing.Listed(var hooks) when api.HasUniqueNames && hooks.Any(hook => hook.Name == there):
                return words!.Taken(there);
        }

        return await MakeAsync(session, there, hookUrl, what, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<HookListing> ListAsync(RegistryAccount account, ImageRepository repository, CancellationToken cancellationToken)
    {
        var (session, _, refused) = Open(account, repository, null);
        using (session)
        {
            return session is null ? new HookListing.Refused(refused!) : await session.ListAsync("list the hooks", cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<HookResult> DeleteAsync(RegistryAccount account, ImageRepository repository, string slug, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        var (session, _, refused) = Open(account, repository, null);
        using (session)
        {
            return session is null ? refused! : await session.DeleteAsync(slug, cancellationToken);
        }
    }

    private async Task<HookResult> MakeAsync(HookApiSession session, string name, Uri hookUrl, string what, CancellationToken cancellationToken)
    {
        var reply = await session.PostAsync(name, hookUrl, cancellationToken);
        if (reply is ApiReply.Answered { IsSuccess: true } created && api.SlugOf(created, name) is { } slug)
        {
            return new HookResult.Done(slug);
        }

        // The hook may be there all the same: somebody was faster, or only the answer was lost.
        if (reply is ApiReply.Answered { IsSuccess: false, Status: not HttpStatusCode.Conflict and < HttpStatusCode.InternalServerError })
        {
            return session.Refuse(reply, what);
        }

        var refused = session.Refuse(reply, what);
        return await session.ListAsync(what, cancellationToken) switch
        {
            HookListing.Listed(var hooks) when hooks.FirstOrDefault(hook => hook.Name == name && hook.Calls(hookUrl)) is { } found => new HookResult.Done(found.Slug),
            HookListing.Listed => refused,
            _ => refused with { Message = $"{refused.Message} Whether the hook was created is not known; creating it again finds it." },
        };
    }

    private (HookApiSession? Session, HookApiWords? Words, HookResult.Refused? Refused) Open(RegistryAccount account, ImageRepository repository, Uri? hookUrl)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(repository);
        var problem = !account.BaseAddress.IsAbsoluteUri || (account.BaseAddress.Scheme != Uri.UriSchemeHttps && account.BaseAddress.Scheme != Uri.UriSchemeHttp)
            ? $"the address of {api.Product} must start with 'https://' (or 'http://' for a local one)."
            : account.BaseAddress.UserInfo.Length > 0 ? $"the address of {api.Product} must hold no user name and no password: those have fields of their own."
            : api.Unfit(repository);
        if (problem is not null)
        {
            return (null, null, new HookResult.Refused(problem, false));
        }

        var words = new HookApiWords(api, account, repository, hookUrl);
        return api.SignIn(account) is { } signIn
            ? (new HookApiSession(api, new ApiConnection(clients.ClientFor(account, RegistryHookServices.HttpClientName), account.BaseAddress, time, options.Value.RequestTimeout, api.MaxAnswer), words, repository, signIn), words, null)
            : (null, words, words.Unknown());
    }
}
