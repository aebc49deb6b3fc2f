using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Identity.Sessions;

namespace Slipway.Server.Identity;

/// <summary>
/// The API tokens of whoever sits at the console. A stolen session makes no lasting token: people show once more who they are, by their password,
/// or, where a provider vouches for them, by having come from there within a quarter of an hour.
/// </summary>
internal sealed class OwnTokens(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>How long ago a provider may have vouched for somebody.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>How the person has to show who they are.</summary>
    public TokenProof ProofOf(ClaimsPrincipal person) =>
        Session.ProvidedAt(person) is not { } provided ? TokenProof.Password
        : clock.GetUtcNow() - provided <= Fresh ? TokenProof.None
        : TokenProof.SignInAgain;

    /// <summary>The person's tokens, the newest first.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await CallerAsync(scope, person, cancellationToken) is { } caller ? await TokensOf(scope).OfPersonAsync(caller, cancellationToken) : [];
    }

    /// <summary>Makes a token; its text is there this once.</summary>
    /// <returns>The token, or why there is none.</returns>
    public Task<(string? Token, string? Wrong)> GenerateAsync(ClaimsPrincipal person, string? name, string? password, CancellationToken cancellationToken) =>
        GenerateAsync(person, name, person.Identity?.Name, password, cancellationToken);

    /// <summary>The same for whoever also says who they are, by user name or e-mail: it must be the person who sits there.</summary>
    public async Task<(string? Token, string? Wrong)> GenerateAsync(ClaimsPrincipal person, string? name, string? userName, string? password, CancellationToken cancellationToken)
    {
        if (Names.Check(name) is { } wrong)
        {
            return (null, wrong);
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await CallerAsync(scope, person, cancellationToken) is not { } caller)
        {
            return (null, "You are signed out.");
        }

        var shown = ProofOf(person) switch
        {
            TokenProof.None => caller,
            TokenProof.Password => (await scope.ServiceProvider.GetRequiredService<PasswordCheck>().FindAsync(userName, password))?.Id,
            _ => null,
        };
        return shown == caller ? ((await TokensOf(scope).IssueAsync(caller, name!, cancellationToken)).Token, null)
            : (null, shown is null ? PasswordCheck.Refusal : "That is somebody else. The token stands for whoever is signed in here: give your own user name or e-mail.");
    }

    /// <summary>Makes one of the person's tokens worthless.</summary>
    public async Task RevokeAsync(ClaimsPrincipal person, Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await CallerAsync(scope, person, cancellationToken) is { } caller)
        {
            await TokensOf(scope).RevokeAsync(id, caller, cancellationToken);
        }
    }

    private static RefreshTokens TokensOf(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<RefreshTokens>();

    private static async Task<string?> CallerAsync(AsyncServiceScope scope, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        (await scope.ServiceProvider.GetRequiredService<Callers>().FindAsync(person, cancellationToken))?.UserId;
}

/// <summary>How somebody shows once more who they are.</summary>
internal enum TokenProof
{
    /// <summary>They did so a moment ago.</summary>
    None,

    /// <summary>By their password.</summary>
    Password,

    /// <summary>By coming from their provider again.</summary>
    SignInAgain,
}
