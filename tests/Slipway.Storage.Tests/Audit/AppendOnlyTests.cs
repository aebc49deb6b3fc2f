using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Slipway.Projects.Audit;
using Slipway.Projects.Listing;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Audit;

public sealed class AppendOnlyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Product, string> Statements => new()
    {
        { Product.Sqlite, "update audit set who = 'somebody else'" },
        { Product.Sqlite, "delete from audit" },
        { Product.Sqlite, "insert or replace into audit select sequence, id, at, 'somebody else', address, action, kind, resource, project, name, message, before, after from audit" },
        { Product.Sqlite, "insert or replace into audit select sequence + 1, id, at, 'somebody else', address, action, kind, resource, project, name, message, before, after from audit" },
        { Product.Postgres, "update audit set who = 'somebody else'" },
        { Product.Postgres, "delete from audit" },
        { Product.Postgres, "truncate audit" },
        { Product.Postgres, "set session_replication_role = replica; delete from audit" },
        { Product.Postgres, "insert into audit overriding system value select * from audit on conflict (sequence) do update set who = 'somebody else'" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task The_database_refuses_to_change_or_delete_an_entry(Product product, string statement)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        await stores.Get<IAuditLog>().RecordAsync(new AuditEvent(AuditActions.SignIn, AuditKinds.Session, "ada"), Cancellation);
        var before = await EntriesAsync(stores);

        await using (var db = await stores.TablesAsync(Cancellation))
        {
            (await Should.ThrowAsync<DbException>(db.Database.ExecuteSqlRawAsync(statement, Cancellation))).Message.ShouldContain("the audit is append-only");
        }

        (await EntriesAsync(stores)).ShouldBe(before);
    }

    [Theory, EveryDatabase]
    public async Task A_guard_that_was_taken_away_is_there_again_after_the_next_start(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        await stores.Get<IAuditLog>().RecordAsync(new AuditEvent(AuditActions.SignIn, AuditKinds.Session, "ada"), Cancellation);
        await using var db = await stores.TablesAsync(Cancellation);
        await db.Database.ExecuteSqlRawAsync(product is Product.Sqlite ? "drop trigger audit_is_not_deleted" : "alter table audit disable trigger audit_is_append_only", Cancellation);

        await stores.Get<IServiceProvider>().MigrateAsync(Cancellation);

        await Should.ThrowAsync<DbException>(db.Database.ExecuteSqlRawAsync("delete from audit", Cancellation));
    }

    private static async Task<IReadOnlyList<AuditEntry>> EntriesAsync(OpenStores stores) => (await stores.Get<IAuditLog>().ListAsync(new ListQuery(), null, Cancellation)).Items;
}
