using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Slipway.Storage;
using Slipway.Storage.Rows;

namespace Slipway.Server.Identity;

/// <summary>API tokens: good for six months, known to the server by their hash only, exchanged for access tokens.</summary>
internal sealed class RefreshTokens(SlipwayDb db, TimeProvider clock)
{
    private const int ValidMonths = 6;
    private const int TokenBytes = 32;

    /// <summary>A new token for the user. The only time that its text is there.</summary>
    public async Task<string> IssueAsync(string userId, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        db.RefreshTokens.Add(new RefreshTokenRow { Hash = HashOf(token), UserId = userId, CreatedAt = now, ExpiresAt = now.AddMonths(ValidMonths) });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>The id of the user whom the token stands for; null when it is unknown or has expired.</summary>
    public async Task<string?> FindUserAsync(string token, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        var now = clock.GetUtcNow();
        return await db.RefreshTokens.Where(row => row.Hash == hash && row.ExpiresAt > now).Select(row => row.UserId).FirstOrDefaultAsync(cancellationToken);
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
