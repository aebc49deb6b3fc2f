using Microsoft.EntityFrameworkCore;
using Slipway.Execution.UserOperations;
using Slipway.Server.Access;
using Slipway.Server.Identity;
using Slipway.Server.Identity.Provided;
using Slipway.Storage;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.UserOperations;

/// <summary>Finds the addresses of approvers among the people who can sign in.</summary>
internal sealed class ApproverDirectory(IDbContextFactory<SlipwayDb> contexts, Callers callers, ProvidedRoles provided, PublicAddress address) : IApproverDirectory
{
    private const int MostPeople = 200;
    private const int MostAddresses = 50;

    public async Task<IReadOnlyCollection<string>> AddressesAsync(UserOperation operation, CancellationToken cancellationToken)
    {
        var addresses = operation.Approvers.Where(approver => approver.Contains('@', StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var id in await CandidatesAsync(operation, cancellationToken))
        {
            if (await callers.FindByIdAsync(id, cancellationToken) is { Email.Length: > 0 } caller && caller.IsListed(operation) && caller.MayAnswer(operation))
            {
                addresses.Add(caller.Email);
            }
        }

        return [.. addresses.Order(StringComparer.OrdinalIgnoreCase).Take(MostAddresses)];
    }

    public Uri PageOf(UserOperation operation) => new(address.Get(), $"/user-operations/{operation.Id}");

    // Everybody who can have a right in the project, or those who are named, when nobody else is meant.
    private async Task<IReadOnlyList<string>> CandidatesAsync(UserOperation operation, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = db.Users.Where(user => user.Email != null);
        if (operation is { Approvers.IsEmpty: false, ApproverGroups.IsEmpty: true })
        {
            var names = operation.Approvers.Select(approver => approver.ToUpperInvariant()).ToList();
            people = people.Where(user => names.Contains(user.NormalizedUserName!));
        }
        else
        {
            var project = operation.Project;
            people = people.Where(user =>
                db.Memberships.Any(member => member.UserId == user.Id && member.Project == project)
                || db.UserClaims.Any(claim => claim.UserId == user.Id && claim.ClaimType == provided.ClaimType)
                || db.UserRoles.Any(mine => mine.UserId == user.Id && db.Roles.Any(role => role.Id == mine.RoleId && role.Name == Administrator.Role)));
        }

        return await people.OrderBy(user => user.UserName).Select(user => user.Id).Take(MostPeople).ToListAsync(cancellationToken);
    }
}
