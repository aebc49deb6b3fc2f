using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Storage;
using Slipway.Triggers.Tokens;

namespace Slipway.Server.Identity;

/// <summary>People's API tokens, for webhooks that run in their name.</summary>
internal sealed class TriggerTokens(IDbContextFactory<SlipwayDb> contexts, Callers callers, TimeProvider clock) : IApiTokens
{
    public async Task<ApiTokenFacts?> FindAsync(string hash, bool isUsed, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.RefreshTokens.FirstOrDefaultAsync(token => token.Hash == hash, cancellationToken) is not { } row
            || await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == row.UserId, cancellationToken) is not { } owner)
        {
            return null;
        }

        if (isUsed)
        {
            await RefreshTokens.NoteUseAsync(db, row, clock.GetUtcNow(), cancellationToken);
        }

        return new ApiTokenFacts(row.Name, owner.UserName!, owner.Email, row.ExpiresAt);
    }

    public Task<bool> MayRunAsync(string person, string project, CancellationToken cancellationToken) => callers.MayAsync(person, Permission.Run, project, cancellationToken);
}
