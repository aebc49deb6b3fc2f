using System.Net;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Hooks.Hub;

/// <summary>Says to the person who set up the endpoint what the Hub did not do, and what would be right. Repeats no secret, even when the Hub does.</summary>
internal sealed class HubWords(RegistryAccount account, ImageRepository repository, Uri? hookUrl)
{
    private readonly ForeignQuote quote = new(account, hookUrl);

    private readonly string hub = account.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The sign-in did not work.</summary>
    public HookResult.Refused SignIn(ApiReply reply) => reply switch
    {
        ApiReply.Answered { Status: HttpStatusCode.Unauthorized, Body: var body } when body.Field("login_2fa_token") is not null =>
            new($"Docker Hub at {hub} asks user '{account.UserName}' for a second factor: put a personal access token in place of the password.", false),
        ApiReply.Answered { Status: HttpStatusCode.Unauthorized } =>
            new($"Docker Hub at {hub} does not accept user '{account.UserName}': check user name and password or access token.", false),
        ApiReply.Answered { Status: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed } =>
            new($"{hub} knows no sign-in of Docker Hub: check the address of the Hub, which is https://hub.docker.com unless told otherwise.", false),
        ApiReply.Answered { IsSuccess: true } =>
            new($"{hub} answered the sign-in without a token: check the address of the Hub, which is https://hub.docker.com unless told otherwise.", false),
        _ => Any(reply, $"sign in as '{account.UserName}'", null),
    };

    /// <summary>What was asked of the repository's hooks did not work.</summary>
    /// <param name="reply">What came back.</param>
    /// <param name="what">What was asked, such as <c>create the hook 'demo'</c>.</param>
    /// <param name="token">The bearer token, so that it can be struck out.</param>
    public HookResult.Refused Hooks(ApiReply reply, string what, string token) => reply switch
    {
        ApiReply.Answered { Status: HttpStatusCode.Unauthorized } =>
            new($"Docker Hub at {hub} no longer accepts the sign-in of user '{account.UserName}' (tried to {what} of {repository.Path}).", true),
        ApiReply.Answered { Status: HttpStatusCode.Forbidden } =>
            new($"user '{account.UserName}' may not {what} of {repository.Path} at {hub}: the account needs Admin permission there, and an access token must be allowed to write.", false),
        ApiReply.Answered { Status: HttpStatusCode.NotFound } =>
            new($"repository {repository.Path} does not exist at {hub}, or user '{account.UserName}' may not see it.", false),
        ApiReply.Answered { IsSuccess: true } =>
            new($"{hub} answered the request to {what} of {repository.Path} with something that is not Docker Hub's: check the address of the Hub.", false),
        _ => Any(reply, $"{what} of {repository.Path}", token),
    };

    private HookResult.Refused Any(ApiReply reply, string what, string? token) => reply switch
    {
        ApiReply.Silent silent =>
            new($"Docker Hub at {hub} cannot be reached to {what}: {silent.Cause}.", true),
        ApiReply.Answered { Status: HttpStatusCode.TooManyRequests } busy =>
            new($"Docker Hub at {hub} has had too many requests and did not {what}; try again {(busy.RetryAfter is { } wait ? $"in {Math.Ceiling(wait.TotalSeconds):0} s" : "later")}.", true)
            { RetryAfter = busy.RetryAfter },
        ApiReply.Answered { RedirectHost: { } host } =>
            new($"{hub} points to {host} in place of an answer, which is not followed: set the address of the Hub to the right one.", false),
        ApiReply.Answered { Status: >= HttpStatusCode.InternalServerError } down =>
            new($"Docker Hub at {hub} has a fault of its own and did not {what}: HTTP {(int)down.Status}{quote.Of(down.Body, token)}; try again later.", true)
            { RetryAfter = down.RetryAfter },
        ApiReply.Answered other =>
            new($"Docker Hub at {hub} refused to {what}: HTTP {(int)other.Status}{quote.Of(other.Body, token)}.", other.Status == HttpStatusCode.RequestTimeout),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
