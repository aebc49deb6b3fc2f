using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Slipway.Storage;
using Slipway.Storage.Rows;
using Slipway.Triggers.Tokens;

namespace Slipway.Server.Identity;

/// <summary>API tokens: good for six months, known to the server by their hash only, exchanged for access tokens.</summary>
internal sealed class RefreshTokens(SlipwayDb db, TimeProvider clock)
{
    /// <summary>What a token is called that a client got for a password: it stands for that sign-in and ends with it.</summary>
    public const string SignInName = "sign-in by a client";

    private const int ValidMonths = 6;
    private const int TokenBytes = 32;

    /// <summary>How exactly it is kept when a token was last used: not every exchange is worth a write.</summary>
    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(1);

    /// <summary>A new token for the person. The only time that its text is there.</summary>
    public async Task<(string Token, ApiToken Shown)> IssueAsync(string userId, string name, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        var row = new RefreshTokenRow { Hash = HashOf(token), Id = Guid.CreateVersion7(), Name = name, UserId = userId, CreatedAt = now, ExpiresAt = now.AddMonths(ValidMonths) };
        db.RefreshTokens.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return (token, ToShown(row));
    }

    /// <summary>Takes note that a token is used; null when it is unknown, revoked or has expired.</summary>
    public async Task<TokenUse?> UseAsync(string token, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        var now = clock.GetUtcNow();
        if (await db.RefreshTokens.FirstOrDefaultAsync(row => row.Hash == hash && row.ExpiresAt > now, cancellationToken) is not { } row)
        {
            return null;
        }

        var use = new TokenUse(row.Id, row.Name, row.UserId, IsFirstInHour: row.LastUsedAt?.UtcTicks / TimeSpan.TicksPerHour != now.UtcTicks / TimeSpan.TicksPerHour);
        return await NoteUseAsync(db, row, now, cancellationToken) ? use : null;
    }

    /// <summary>A person's tokens, the newest first; the expired ones too.</summary>
    public async Task<IReadOnlyList<ApiToken>> OfPersonAsync(string userId, CancellationToken cancellationToken) =>
        [.. (await db.RefreshTokens.AsNoTracking().Where(row => row.UserId == userId).OrderByDescending(row => row.CreatedAt).ToListAsync(cancellationToken)).Select(ToShown)];

    /// <summary>Makes a token worthless at once. Null when there is none of that id, or it is somebody else's.</summary>
    /// <param name="id">The token's id.</param>
    /// <param name="userId">Whose it must be; null for anybody's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiToken?> RevokeAsync(Guid id, string? userId, CancellationToken cancellationToken)
    {
        if (await db.RefreshTokens.FirstOrDefaultAsync(row => row.Id == id && (userId == null || row.UserId == userId), cancellationToken) is not { } row)
        {
            return null;
        }

        db.RefreshTokens.Remove(row);
        return await SavedAsync(db, row, cancellationToken) ? ToShown(row) : null;
    }

    /// <summary>Remembers that a token is used, now and then. False when somebody has revoked it in between.</summary>
    internal static async Task<bool> NoteUseAsync(SlipwayDb db, RefreshTokenRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - row.LastUsedAt < UseResolution)
        {
            return true;
        }

        row.LastUsedAt = now;
        return await SavedAsync(db, row, cancellationToken);
    }

    /// <summary>False when somebody has revoked it in between.</summary>
    private static async Task<bool> SavedAsync(SlipwayDb db, RefreshTokenRow row, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(row).State = EntityState.Detached;
            return false;
        }
    }

    /// <summary>Ends what clients got for a password. Tokens that the person made themselves stay: builds and triggers live on them.</summary>
    public async Task RevokeSignInsAsync(string userId, CancellationToken cancellationToken)
    {
        db.RefreshTokens.RemoveRange(await db.RefreshTokens.Where(row => row.UserId == userId && row.Name == SignInName).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static ApiToken ToShown(RefreshTokenRow row) => new(row.Id, row.Name, row.UserId, row.CreatedAt, row.LastUsedAt, row.ExpiresAt);

    private static string HashOf(string token) => ApiTokenSource.HashOf(token);
}

/// <summary>An API token that is being used.</summary>
/// <param name="Id">What it is called by.</param>
/// <param name="Name">What its owner called it.</param>
/// <param name="UserId">The person whom it stands for.</param>
/// <param name="IsFirstInHour">Whether it was not used before in this hour of the clock.</param>
internal sealed record TokenUse(Guid Id, string Name, string UserId, bool IsFirstInHour);

/// <summary>What may be shown of an API token.</summary>
/// <param name="Id">What it is called by.</param>
/// <param name="Name">What its owner called it.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsedAt">When it was last exchanged, to the minute; null when never.</param>
/// <param name="ExpiresAt">When it stops working.</param>
internal sealed record ApiToken(Guid Id, string Name, string UserId, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset ExpiresAt);
