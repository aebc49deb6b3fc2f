using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Slipway.Registries.Hooks.Wire;
using Slipway.Registries.Images;

namespace Slipway.Registries.Hooks.Apis;

/// <summary>What one kind of registry's API for hooks looks like. Sends nothing itself.</summary>
internal abstract class HookApi
{
    /// <summary>The server type as endpoints name it.</summary>
    public abstract string ServerType { get; }

    /// <summary>The registry as people name it.</summary>
    public abstract string Product { get; }

    /// <summary>What to look at when the registry does not accept who asks.</summary>
    public abstract string WhenUnknown { get; }

    /// <summary>What to look at when who asks may not.</summary>
    public abstract string WhenForbidden { get; }

    /// <summary>Whether the registry has at most one hook of a name.</summary>
    public virtual bool HasUniqueNames => true;

    /// <summary>How long an answer may be, in bytes.</summary>
    public virtual int MaxAnswer => ApiConnection.UsualAnswer;

    /// <summary>See <see cref="IHookRegistrar.PlaceOf"/>.</summary>
    public virtual string PlaceOf(ImageRepository repository) => repository.ToString();

    /// <summary>Why the repository cannot have a hook there, and what would be right; null when it can.</summary>
    public abstract string? Unfit(ImageRepository repository);

    /// <summary>What is not there when the registry knows no such path.</summary>
    public abstract string WhatIsMissing(ImageRepository repository);

    /// <summary>How the account signs in with each request; null when its password can stand in no header.</summary>
    public abstract AuthenticationHeaderValue? SignIn(RegistryAccount account);

    /// <summary>Adds what the registry wants to know besides.</summary>
    public virtual void Adorn(HttpRequestHeaders headers)
    {
    }

    /// <summary>The name under which the registry keeps a hook.</summary>
    public virtual string NameOf(string name, ImageRepository repository) => name;

    /// <summary>The path of a repository's hooks.</summary>
    public abstract string Hooks(ImageRepository repository);

    /// <summary>The path of one page of them, counted from one.</summary>
    public virtual string Page(ImageRepository repository, int page) => Hooks(repository);

    /// <summary>The path of one hook.</summary>
    public virtual string Hook(ImageRepository repository, string slug) => $"{Hooks(repository)}/{Uri.EscapeDataString(slug)}";

    /// <summary>The entries of one page; null when it is not a list of hooks.</summary>
    public abstract IEnumerable<JsonElement?>? Entries(JsonElement page);

    /// <summary>Whether a page of that many entries may be followed by another one.</summary>
    public virtual bool MayHaveNext(int entries) => false;

    /// <summary>The hook in one entry; null when it is none of the repository's.</summary>
    public abstract RegistryHook? Read(JsonElement? entry, ImageRepository repository);

    /// <summary>A new hook as the registry wants it described.</summary>
    /// <param name="name">See <see cref="NameOf"/>.</param>
    /// <param name="repository">Whose pushes.</param>
    /// <param name="hookUrl">What to call.</param>
    public abstract object Describe(string name, ImageRepository repository, Uri hookUrl);

    /// <summary>The registry's name of the hook that it says to have made; null when it does not say.</summary>
    public abstract string? SlugOf(ApiReply.Answered created, string name);

    /// <summary>Whether the registry could have given a hook this name. What it could not is not there.</summary>
    public abstract bool IsSlug(string slug);

    /// <summary>Whether the answer to a deletion says that there is no such hook.</summary>
    public virtual bool IsGone(ApiReply.Answered answer) => answer.Status == HttpStatusCode.NotFound;

    /// <summary>By user name and password with each request.</summary>
    protected static AuthenticationHeaderValue Basic(RegistryAccount account) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.UserName}:{account.Password}")));

    /// <summary>By an access token with each request.</summary>
    protected static AuthenticationHeaderValue? Bearer(RegistryAccount account) =>
        BearerToken.IsOne(account.Password) ? new("Bearer", account.Password) : null;

    /// <summary>The path's first component, where a registry's projects and repositories-of-repositories have their names.</summary>
    protected static string First(ImageRepository repository) => repository.Path.Split('/')[0];

    /// <summary>What of the texts there is.</summary>
    protected static ImmutableArray<string> Some(IEnumerable<string?> texts) => [.. texts.OfType<string>()];
}
