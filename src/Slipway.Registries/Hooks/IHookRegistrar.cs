using System.Net.Security;
using Slipway.Registries.Images;

namespace Slipway.Registries.Hooks;

/// <summary>Keeps a webhook at a registry's side through the registry's own API.</summary>
public interface IHookRegistrar
{
    /// <summary>The server type as endpoints name it, such as <c>DockerHub</c>.</summary>
    string ServerType { get; }

    /// <summary>Where a repository's hooks are kept, as this registry names it. Repositories of one place share their hooks, so that a hook of one is good for the other.</summary>
    string PlaceOf(ImageRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return repository.ToString();
    }

    /// <summary>Creates the hook, or finds the one of that name that already calls <paramref name="hookUrl"/>.</summary>
    Task<HookResult> CreateAsync(RegistryAccount account, ImageRepository repository, string name, Uri hookUrl, CancellationToken cancellationToken);

    /// <summary>All hooks that the repository has at the registry, whoever made them.</summary>
    Task<HookListing> ListAsync(RegistryAccount account, ImageRepository repository, CancellationToken cancellationToken);

    /// <summary>Deletes the hook. One that is not there any more counts as deleted.</summary>
    Task<HookResult> DeleteAsync(RegistryAccount account, ImageRepository repository, string slug, CancellationToken cancellationToken);
}

/// <summary>How to sign in to a registry.</summary>
/// <param name="BaseAddress">The address of the registry's API, such as <c>https://hub.docker.com</c>.</param>
/// <param name="UserName">The account.</param>
/// <param name="Password">The password or access token.</param>
public sealed record RegistryAccount(Uri BaseAddress, string UserName, string Password)
{
    /// <summary>Decides about the registry's certificate; null to trust what the system trusts.</summary>
    public RemoteCertificateValidationCallback? Trust { get; init; }

    /// <summary>Names the account and never the password, not even one that stands in the address.</summary>
    public override string ToString() =>
        BaseAddress.IsAbsoluteUri ? $"{UserName} at {BaseAddress.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}" : UserName;
}

/// <summary>What the registry said about a hook.</summary>
public abstract record HookResult
{
    private HookResult()
    {
    }

    /// <summary>The registry did it.</summary>
    /// <param name="Slug">The registry's own name for the hook, needed to delete it.</param>
    public sealed record Done(string Slug) : HookResult;

    /// <summary>The registry did not do it; nothing was left there.</summary>
    /// <param name="Message">What was asked, where, what the registry answered, and what would be right. No secrets.</param>
    /// <param name="IsTransient">Whether trying again later may help (unreachable, 429, 5xx).</param>
    public sealed record Refused(string Message, bool IsTransient) : HookResult
    {
        /// <summary>How long the registry asks to be left alone; null when it does not say.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }
}
