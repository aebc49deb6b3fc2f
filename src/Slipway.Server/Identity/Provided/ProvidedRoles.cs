using Slipway.Projects.Access;

namespace Slipway.Server.Identity.Provided;

/// <summary>
/// What people are because their provider says so. Kept are the claim's values that give roles, not the roles: who changes the table, or takes the provider out,
/// has done so for everybody at the next start.
/// </summary>
internal sealed class ProvidedRoles(SignInProvider? provider)
{
    /// <summary>The provider; null when there is none.</summary>
    public SignInProvider? Provider => provider;

    /// <summary>What the values are kept as. Another provider's are another thing, and give nothing.</summary>
    public string ClaimType { get; } = provider is null ? "slipway:no provider" : $"slipway:{provider.RoleClaim} at {provider.Authority}";

    /// <summary>The values that give roles.</summary>
    public IReadOnlySet<string> Meaningful { get; } = provider?.Roles.Select(role => role.Value).ToHashSet(StringComparer.Ordinal) ?? [];

    /// <summary>What somebody is with these values.</summary>
    public (bool IsAdministrator, IReadOnlyList<(string Project, Role Role)> Roles) Of(IReadOnlyCollection<string> values)
    {
        var given = (provider?.Roles ?? []).Where(role => values.Contains(role.Value)).ToList();
        return (given.Any(role => role.Project is null), [.. given.Where(role => role.Project is not null).Select(role => (role.Project!, role.Role))]);
    }
}
