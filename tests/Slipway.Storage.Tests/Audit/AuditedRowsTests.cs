using Microsoft.EntityFrameworkCore;
using Shouldly;
using Slipway.Storage.Audit;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Audit;

public sealed class AuditedRowsTests
{
    [Fact]
    public async Task Every_table_is_audited_or_says_that_it_is_not()
    {
        // PostgreSQL has all that SQLite has, and its nodes.
        await using var stores = await OpenStores.OpenAsync(Product.Postgres, TestContext.Current.CancellationToken);
        await using var db = await stores.TablesAsync(TestContext.Current.CancellationToken);
        var audited = stores.Get<AuditedRows>().All.Keys;

        db.Model.GetEntityTypes().Select(table => table.ClrType.ToString()).Order()
            .ShouldBe(audited.Concat(AuditedRows.NotAudited).Select(type => type.ToString()).Order(), "Describe the new row in AuditedRows, or say there that it is not audited.");
        audited.ShouldNotContain(type => AuditedRows.NotAudited.Contains(type));
    }

    [Theory, EveryDatabase]
    public async Task Nothing_that_is_audited_can_be_changed_past_the_audit(Product product)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var stores = await OpenStores.OpenAsync(product, cancellation);
        await using var db = await stores.TablesAsync(cancellation);

        (await Should.ThrowAsync<InvalidOperationException>(async () => await db.Memberships.Where(member => member.Project == "acme").ExecuteDeleteAsync(cancellation))).Message.ShouldContain("MembershipRow is audited");
        (await Should.ThrowAsync<InvalidOperationException>(async () => await db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Email, "x"), cancellation))).Message.ShouldContain("IdentityUser is audited");
        (await db.Executions.Where(execution => execution.Project == "acme").ExecuteDeleteAsync(cancellation)).ShouldBe(0);
    }
}
