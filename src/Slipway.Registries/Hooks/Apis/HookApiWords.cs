using System.Net;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;

namespace Slipway.Registries.Hooks.Apis;

/// <summary>Says to the person who set up the endpoint what the registry did not do, and what would be right. Repeats no secret, even when the registry does.</summary>
internal sealed class HookApiWords(HookApi api, RegistryAccount account, ImageRepository repository, Uri? hookUrl)
{
    private readonly ForeignQuote quote = new(account, hookUrl);

    private readonly string where = $"{api.Product} at {account.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/')}";

    /// <summary>The registry does not know who asks, or would not.</summary>
    public HookResult.Refused Unknown() => new($"{where} does not accept user '{account.UserName}': {api.WhenUnknown}.", false);

    /// <summary>A hook of that name is there, and is not ours.</summary>
    public HookResult.Refused Taken(string name) =>
        new($"{where} has a hook {Excerpt.Of(name)} for {repository.Path} already, and it calls another address: choose another name, or delete that hook there.", false);

    /// <summary>What was asked did not work.</summary>
    /// <param name="reply">What came back.</param>
    /// <param name="what">What was asked, such as <c>create the hook 'demo'</c>.</param>
    public HookResult.Refused Refuse(ApiReply reply, string what) => reply switch
    {
        ApiReply.Silent silent =>
            new($"{where} cannot be reached to {what} of {repository.Path}: {silent.Cause}.", true),
        ApiReply.Answered { Status: HttpStatusCode.Unauthorized } => Unknown(),
        ApiReply.Answered { Status: HttpStatusCode.Forbidden } answer =>
            new($"user '{account.UserName}' may not {what} of {repository.Path}, says {where}{quote.Of(answer.Body, null)}: {api.WhenForbidden}.", false),
        ApiReply.Answered { Status: HttpStatusCode.NotFound } =>
            new($"{where} has no {api.WhatIsMissing(repository)} or does not show it to user '{account.UserName}' (404, tried to {what}): check the endpoint's address.", false),
        ApiReply.Answered { Status: HttpStatusCode.TooManyRequests } busy =>
            new($"{where} has had too many requests and did not {what} of {repository.Path}; try again {(busy.RetryAfter is { } wait ? $"in {Math.Ceiling(wait.TotalSeconds):0} s" : "later")}.", true)
            { RetryAfter = busy.RetryAfter },
        ApiReply.Answered { RedirectHost: { } host } =>
            new($"{where} points to {host} in place of an answer, which is not followed: set the endpoint's address to the right one.", false),
        ApiReply.Answered { Status: >= HttpStatusCode.InternalServerError } down =>
            new($"{where} has a fault of its own and did not {what} of {repository.Path}: HTTP {(int)down.Status}{quote.Of(down.Body, null)}; try again later.", true)
            { RetryAfter = down.RetryAfter },
        ApiReply.Answered { IsSuccess: true, IsTooLong: true } =>
            new($"{where} answered the request to {what} of {repository.Path} with more than {api.MaxAnswer / 1024 / 1024} MiB, which is not read.", false),
        ApiReply.Answered { IsSuccess: true } =>
            new($"{where} answered the request to {what} of {repository.Path} with something that is not {api.Product}'s: check the endpoint's address and server type.", false),
        ApiReply.Answered other =>
            new($"{where} refused to {what} of {repository.Path}: HTTP {(int)other.Status}{quote.Of(other.Body, null)}.", other.Status == HttpStatusCode.RequestTimeout),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
