using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Slipway.Storage.Rows;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class TokenTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_token_is_found_by_its_hash_until_it_expires(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        await using (var db = await stores.TablesAsync(Cancellation))
        {
            db.RefreshTokens.Add(new RefreshTokenRow { Hash = "abc", Id = Guid.NewGuid(), Name = "for the trigger", UserId = "ada", CreatedAt = Samples.Noon, ExpiresAt = Samples.Noon.AddMicroseconds(1) });
            await db.SaveChangesAsync(Cancellation);
        }

        await using var again = await stores.TablesAsync(Cancellation);
        var expired = Samples.Noon.AddMicroseconds(1);
        (await again.RefreshTokens.Where(token => token.Hash == "abc" && token.ExpiresAt > Samples.Noon).Select(token => token.UserId).SingleAsync(Cancellation)).ShouldBe("ada");
        (await again.RefreshTokens.AnyAsync(token => token.Hash == "abc" && token.ExpiresAt > expired, Cancellation)).ShouldBeFalse();
    }

    [Theory, EveryDatabase]
    public async Task A_person_is_locked_out_until_the_same_moment(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        await using (var db = await stores.TablesAsync(Cancellation))
        {
            db.Users.Add(new IdentityUser("ada") { NormalizedUserName = "ADA", LockoutEnd = Samples.Noon.AddMicroseconds(7) });
            await db.SaveChangesAsync(Cancellation);
            db.Users.Add(new IdentityUser("Ada") { NormalizedUserName = "ADA" });
            db.IsUniqueViolation(await Should.ThrowAsync<DbUpdateException>(db.SaveChangesAsync(Cancellation))).ShouldBeTrue();
        }

        await using var again = await stores.TablesAsync(Cancellation);
        (await again.Users.SingleAsync(Cancellation)).LockoutEnd.ShouldBe(Samples.Noon.AddMicroseconds(7));
    }
}
