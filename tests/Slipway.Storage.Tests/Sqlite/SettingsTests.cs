using Shouldly;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Sqlite;

public sealed class SettingsTests
{
    private const int Full = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_set_up_when_it_is_opened_and_stays_so_in_the_pool()
    {
        await using var stores = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);

        for (var use = 0; use < 3; use++)
        {
            (await stores.ReadAsync<long>("select synchronous from pragma_synchronous", Cancellation)).ShouldBe([Full]);
            (await stores.ReadAsync<long>("select foreign_keys from pragma_foreign_keys", Cancellation)).ShouldBe([1]);
            (await stores.ReadAsync<string>("select journal_mode from pragma_journal_mode", Cancellation)).ShouldBe(["wal"]);
        }
    }
}
