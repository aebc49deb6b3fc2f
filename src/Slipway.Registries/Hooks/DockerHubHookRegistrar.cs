using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Slipway.Registries.Hooks.Hub;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Hooks;

/// <summary>
/// Keeps hooks at Docker Hub through <c>webhook_pipeline</c>, which Docker does not document: the shapes are those of its clients.
/// Signs in anew for each call; waits only for the Hub's answers and never tries again by itself.
/// </summary>
public sealed class DockerHubHookRegistrar(IHttpClientFactory clients, TimeProvider time, IOptions<DockerHubHookOptions> options) : IHookRegistrar
{
    /// <summary>The longest address that Docker Hub takes for a hook, in characters.</summary>
    public const int MaxHookUrlLength = 255;

    /// <inheritdoc/>
    public string ServerType => "DockerHub";

    /// <inheritdoc/>
    public async Task<HookResult> CreateAsync(RegistryAccount account, ImageRepository repository, string name, Uri hookUrl, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(hookUrl);
        if (Unfit(hookUrl) is { } problem)
        {
            return new HookResult.Refused(problem, false);
        }

        var (session, refused) = await OpenAsync(account, repository, hookUrl, cancellationToken);
        if (session is null)
        {
            return refused!;
        }

        using var ended = session;

        var what = $"create the hook {Excerpt.Of(name)}";
        var reply = await session.PostAsync(name, hookUrl, cancellationToken);
        if (reply is ApiReply.Answered { IsSuccess: true } created && HubSession.Read(created.Body) is { } hook)
        {
            return new HookResult.Done(hook.Slug);
        }

        // The hook may be there all the same: from an earlier try (then the name is taken), or because only the answer was lost.
        var isTaken = reply is ApiReply.Answered { Status: HttpStatusCode.BadRequest or HttpStatusCode.Conflict } answer && SaysItExists(answer.Body);
        var isLost = reply is ApiReply.Silent or ApiReply.Answered { IsSuccess: true } or ApiReply.Answered { Status: >= HttpStatusCode.InternalServerError };
        if (!isTaken && !isLost)
        {
            return session.Refuse(reply, what);
        }

        var listing = await session.ListAsync(cancellationToken);
        if (listing is HookListing.Listed all)
        {
            return all.Hooks.FirstOrDefault(h => h.Name == name && h.Calls(hookUrl)) is { } found ? new HookResult.Done(found.Slug)
                : isLost ? session.Refuse(reply, what)
                : new HookResult.Refused(
                    $"{repository.Path} at {Hub(account)} has a hook {Excerpt.Of(name)} already, and it calls another address: choose another name, or delete that hook there.", false);
        }

        if (isTaken)
        {
            return ((HookListing.Refused)listing).Why;
        }

        var lost = session.Refuse(reply, what);
        return lost with { Message = $"{lost.Message} Whether the hook was created is not known; creating it again finds it." };
    }

    /// <inheritdoc/>
    public async Task<HookResult> DeleteAsync(RegistryAccount account, ImageRepository repository, string slug, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        var (session, refused) = await OpenAsync(account, repository, null, cancellationToken);
        if (session is null)
        {
            return refused!;
        }

        using var ended = session;

        var reply = await session.DeleteAsync(slug, cancellationToken);
        return reply is ApiReply.Answered { IsSuccess: true } or ApiReply.Answered { Status: HttpStatusCode.NotFound }
            ? new HookResult.Done(slug)
            : session.Refuse(reply, $"delete the hook {Excerpt.Of(slug)}");
    }

    /// <summary>All hooks that the repository has at the Hub, whoever made them.</summary>
    public async Task<HookListing> ListAsync(RegistryAccount account, ImageRepository repository, CancellationToken cancellationToken)
    {
        var (session, refused) = await OpenAsync(account, repository, null, cancellationToken);
        using (session)
        {
            return session is null ? new HookListing.Refused(refused!) : await session.ListAsync(cancellationToken);
        }
    }

    private async Task<(HubSession? Session, HookResult.Refused? Refused)> OpenAsync(
        RegistryAccount account, ImageRepository repository, Uri? hookUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(repository);
        if (!account.BaseAddress.IsAbsoluteUri || (account.BaseAddress.Scheme != Uri.UriSchemeHttps && account.BaseAddress.Scheme != Uri.UriSchemeHttp))
        {
            return (null, new HookResult.Refused("the address of Docker Hub must start with 'https://' (or 'http://' for a local one), such as https://hub.docker.com.", false));
        }

        if (account.BaseAddress.UserInfo.Length > 0)
        {
            return (null, new HookResult.Refused("the address of Docker Hub must hold no user name and no password: those have fields of their own.", false));
        }

        if (repository.Registry != ImageRepository.DockerHub || repository.Namespace.Contains('/', StringComparison.Ordinal))
        {
            return (null, new HookResult.Refused($"{repository} is not at Docker Hub; a repository there has a namespace and a name, such as 'acme/web'.", false));
        }

        var words = new HubWords(account, repository, hookUrl);
        var connection = new ApiConnection(clients.ClientFor(account), account.BaseAddress, time, options.Value.RequestTimeout);
        var (token, refused) = await HubSession.SignInAsync(connection, words, account, cancellationToken);
        if (token is null)
        {
            connection.Dispose();
            return (null, refused);
        }

        return (new HubSession(connection, words, repository, token), null);
    }

    private static string? Unfit(Uri hookUrl) =>
        !hookUrl.IsAbsoluteUri || (hookUrl.Scheme != Uri.UriSchemeHttp && hookUrl.Scheme != Uri.UriSchemeHttps)
            ? "the address of the hook must be absolute and start with 'https://' or 'http://': check the public address of this server."
            : hookUrl.OriginalString.Length > MaxHookUrlLength
                ? $"the address of the hook has {hookUrl.OriginalString.Length} characters and Docker Hub takes {MaxHookUrlLength} at most: give this server a shorter public address."
                : null;

    /// <summary><c>{"name":["… already exists …"]}</c>; some clients have seen it under other fields.</summary>
    private static bool SaysItExists(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } o
        && o.EnumerateObject().Any(field => ForeignJson.Items(field.Value).Append(field.Value).Any(t => t.Text()?.Contains("already exists", StringComparison.OrdinalIgnoreCase) == true));

    private static string Hub(RegistryAccount account) => account.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
}
