using Microsoft.Data.Sqlite;
using Shouldly;
using Slipway.Storage.Backup;
using Slipway.Storage.Tests.Compliance;
using Slipway.Triggers.Deliveries;
using Xunit;

namespace Slipway.Storage.Tests.Backup;

public sealed class SqliteCopyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-copy-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Copy => Path.Combine(folder.FullName, "copy.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_copy_of_a_database_that_is_being_written_is_whole_and_has_all_that_was_answered_before()
    {
        await using var stores = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);
        var deliveries = stores.Get<IDeliveryStore>();
        var webhook = Guid.NewGuid();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var answered = 0;
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await deliveries.AppendAsync(Samples.Delivery(webhook) with { Body = new byte[2_000] }, Cancellation);
                Interlocked.Increment(ref answered);
            }
        }, Cancellation)));
        while (Volatile.Read(ref answered) < 500)
        {
            await Task.Yield();
        }

        var before = Volatile.Read(ref answered);
        await SqliteCopy.CopyAsync(Path.Combine(stores.DataDirectory, "slipway.db"), Copy, isLive: true, Cancellation);
        var after = Volatile.Read(ref answered);
        await enough.CancelAsync();
        await writing;

        folder.GetFiles().Select(file => file.Name).ShouldBe(["copy.db"]);
        (await DatabaseContents.ReadAsync(Copy, "it", Cancellation)).Undecided.ShouldBeInRange(before, after + 8);
        after.ShouldBeGreaterThan(before, "nobody who writes has to wait");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task What_a_killed_server_left_in_its_log_is_copied_along_from_where_nothing_can_be_written()
    {
        await using var stores = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);
        await stores.Get<IDeliveryStore>().AppendAsync(Samples.Delivery(Guid.NewGuid()), Cancellation);
        foreach (var file in new DirectoryInfo(stores.DataDirectory).GetFiles("slipway.db*"))
        {
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        }

        await SqliteCopy.CopyAsync(Path.Combine(folder.FullName, "slipway.db"), Copy, isLive: false, Cancellation);

        (await DatabaseContents.ReadAsync(Copy, "it", Cancellation)).Undecided.ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_database_is_told_of_and_leaves_no_copy()
    {
        var damaged = Path.Combine(folder.FullName, "damaged.db");
        await using (var connection = new SqliteConnection($"Data Source={damaged};Pooling=false"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "create table t (a); create index i on t (a); insert into t with recursive n(x) as (select 1 union all select x + 1 from n where x < 2000) select x || hex(zeroblob(20)) from n";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await using (var bytes = File.Open(damaged, FileMode.Open))
        {
            bytes.Seek(bytes.Length / 2, SeekOrigin.Begin);
            bytes.Write(Enumerable.Repeat((byte)0xA5, 8_192).ToArray());
        }

        await Should.ThrowAsync<DatabaseUnavailableException>(SqliteCopy.CopyAsync(damaged, Copy, isLive: false, Cancellation));

        File.Exists(Copy).ShouldBeFalse();
    }
}
