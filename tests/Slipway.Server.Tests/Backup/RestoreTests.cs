using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Pipelines;
using Slipway.Server.Backup;
using Slipway.Server.Identity.Keys;
using Slipway.Storage;
using Xunit;
using static Slipway.Server.Tests.Backup.ServedData;

namespace Slipway.Server.Tests.Backup;

public sealed class RestoreTests : IDisposable
{
    private readonly ServedData data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task What_was_backed_up_beside_a_running_server_is_there_again_and_what_came_later_is_kept_aside()
    {
        await ServeAsync(data.Options("old"), async (client, _) =>
        {
            await AddProjectAsync(client);
            await AddAsync(client, "before", "sealed before");
            var made = await TakeAsync("old", "backup.db");
            await AddAsync(client, "after", "sealed after");

            made.Bytes.ShouldBe(new FileInfo(data.At("backup.db")).Length);
            made.MasterKeys.ShouldBe(MasterKeyFile.In(data.At("old")).Read().Id);
        });

        var done = await DatabaseRestore.RunAsync(data.Options("old"), data.At("backup.db"), Unfinished.Cancel, Cancellation);

        done.MasterKey.ShouldBe(MasterKeyFile.In(data.At("old")).Read().Id);
        new DirectoryInfo(data.At("old")).GetFileSystemInfos().Select(file => file.Name).Order().ShouldBe(["master.key", "slipway.db", Path.GetFileName(done.Aside)!, "slipway.lock"]);
        await ServeAsync(data.Options("old"), async (client, _) =>
        {
            (await VariablesAsync(client)).ShouldBe(new Dictionary<string, string> { ["before"] = "sealed before" });
            var entry = (await client.ListAsync("/codestream/api/audit?$filter=action eq 'RESTORE'", Cancellation)).ShouldHaveSingleItem();
            entry["name"]!.GetValue<string>().ShouldBe("backup.db");
        });

        // What was aside can be put back in turn.
        await DatabaseRestore.RunAsync(data.Options("old"), done.Aside!, Unfinished.Cancel, Cancellation);
        await ServeAsync(data.Options("old"), async (client, _) => (await VariablesAsync(client)).Keys.Order().ShouldBe(["after", "before"]));
    }

    [Fact]
    public async Task A_backup_opens_elsewhere_with_its_master_key_and_with_no_other()
    {
        await ServeAsync(data.Options("old"), async (client, _) =>
        {
            await AddProjectAsync(client);
            await AddAsync(client, "v", "a sealed value");
            (await DatabaseBackup.TakeAsync(data.Options("old"), data.At("backup.db"), overwrite: false, withMasterKey: true, Cancellation)).MasterKeyFile.ShouldBe(data.At("backup.db.master.key"));
        });
        await ServeAsync(data.Options("new"), async (client, _) => await AddProjectAsync(client));
        var before = await File.ReadAllBytesAsync(Path.Combine(data.At("new"), "slipway.db"), Cancellation);

        (await Should.ThrowAsync<MasterKeyException>(DatabaseRestore.RunAsync(data.Options("new"), data.At("backup.db"), Unfinished.Cancel, Cancellation)))
            .Message.ShouldContain($"sealed under master key {MasterKeyFile.In(data.At("old")).Read().Id}");
        (await File.ReadAllBytesAsync(Path.Combine(data.At("new"), "slipway.db"), Cancellation)).ShouldBe(before);
        new DirectoryInfo(data.At("new")).GetFileSystemInfos().Select(file => file.Name).Order().ShouldBe(["master.key", "slipway.db", "slipway.lock"]);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(data.At("backup.db.master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(data.At("backup.db")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(data.At("backup.db.master.key"), Path.Combine(data.At("new"), "master.key"), overwrite: true);
        await DatabaseRestore.RunAsync(data.Options("new"), data.At("backup.db"), Unfinished.Cancel, Cancellation);
        await ServeAsync(data.Options("new"), async (client, _) => (await VariablesAsync(client))["v"].ShouldBe("a sealed value"));
    }

    [Fact]
    public async Task What_a_killed_server_left_in_its_log_is_kept_aside_and_not_taken_for_the_backups()
    {
        await ServeAsync(data.Options("old"), async (client, _) =>
        {
            await AddProjectAsync(client);
            await TakeAsync("old", "backup.db");
            await AddAsync(client, "late", "in the log alone");

            // As a kill would leave it, in a directory of its own.
            data.CopyMasterKey("old", "killed");
            foreach (var file in new DirectoryInfo(data.At("old")).GetFiles("slipway.db*"))
            {
                file.CopyTo(Path.Combine(data.At("killed"), file.Name));
            }
        });
        new FileInfo(Path.Combine(data.At("killed"), "slipway.db-wal")).Length.ShouldBeGreaterThan(0);

        var done = await DatabaseRestore.RunAsync(data.Options("killed"), data.At("backup.db"), Unfinished.Cancel, Cancellation);

        await ServeAsync(data.Options("killed"), async (client, _) => (await VariablesAsync(client)).ShouldBeEmpty());
        await DatabaseRestore.RunAsync(data.Options("killed"), done.Aside!, Unfinished.Cancel, Cancellation);
        await ServeAsync(data.Options("killed"), async (client, _) => (await VariablesAsync(client))["late"].ShouldBe("in the log alone"));
    }

    [Theory]
    [InlineData(Unfinished.Cancel, ExecutionStatus.Canceled)]
    [InlineData(Unfinished.Keep, ExecutionStatus.Running)]
    public async Task What_was_under_way_is_canceled_with_a_message_unless_it_is_to_go_on(Unfinished choice, ExecutionStatus expected)
    {
        var ids = new List<ExecutionId>();
        await ServeAsync(data.Options("old"), async (client, server) =>
        {
            await AddProjectAsync(client);
            foreach (var (index, status) in (IEnumerable<(int, ExecutionStatus)>)[(1, ExecutionStatus.Completed), (2, ExecutionStatus.Running), (3, ExecutionStatus.Queued)])
            {
                var execution = ExecutionOf(index, status);
                ids.Add(execution.Id);
                (await server.Services.GetRequiredService<IExecutionStore>().CreateAsync(execution, Cancellation)).ShouldBeTrue();
            }

            (await TakeAsync("old", "backup.db")).Unfinished.ShouldBe(2);
        });

        var done = await DatabaseRestore.RunAsync(data.Options("old"), data.At("backup.db"), choice, Cancellation);

        done.Executions.ShouldBe(2);
        await using var stores = await OfflineStores.OpenAsync(DatabaseChoice.Sqlite(data.At("old")), MasterKeyFile.In(data.At("old")).Read(), Cancellation);
        var store = stores.Get<IExecutionStore>();
        var states = new List<ExecutionState>();
        foreach (var id in ids)
        {
            states.Add((await store.FindAsync(id, Cancellation))!);
        }

        states.Select(state => state.Status).ShouldBe([ExecutionStatus.Completed, expected, choice is Unfinished.Cancel ? ExecutionStatus.Canceled : ExecutionStatus.Queued]);
        if (choice is Unfinished.Cancel)
        {
            states[1].StatusMessage.ShouldBe("Canceled by slipway restore: the server's data was put back from backup.db, where this had not ended.");
            states[1].Stages[0].Tasks[0].Message.ShouldContain("What it began may still go on.");
        }
    }

    [Fact]
    public async Task While_a_server_runs_nothing_is_put_in_its_place()
    {
        await ServeAsync(data.Options("old"), async (_, _) =>
        {
            await TakeAsync("old", "backup.db");
            (await Should.ThrowAsync<IOException>(DatabaseRestore.RunAsync(data.Options("old"), data.At("backup.db"), Unfinished.Cancel, Cancellation))).Message.ShouldContain("is in use by another slipway");
        });
    }

    [Theory]
    [InlineData("create table t (a)", "is no database of Slipway")]
    [InlineData("create table \"__EFMigrationsHistory\" (\"MigrationId\"); create table executions (a); create table deliveries (a); create table key_ring (a); insert into \"__EFMigrationsHistory\" values ('29990101000000_Later')", "was written by another version of Slipway, which knows of 29990101000000_Later")]
    public async Task What_this_version_cannot_read_is_refused_and_nothing_has_changed(string sql, string because)
    {
        await using (var connection = new SqliteConnection($"Data Source={data.At("other.db")};Pooling=false"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        (await Should.ThrowAsync<DatabaseUnavailableException>(DatabaseRestore.RunAsync(data.Options("new"), data.At("other.db"), Unfinished.Cancel, Cancellation))).Message.ShouldContain(because);
        Directory.GetFileSystemEntries(data.At("new")).ShouldBeEmpty();
    }

    private Task<BackupReport> TakeAsync(string directory, string file) => DatabaseBackup.TakeAsync(data.Options(directory), data.At(file), overwrite: false, withMasterKey: false, Cancellation);

    private static ExecutionState ExecutionOf(int index, ExecutionStatus status) => new()
    {
        Id = new ExecutionId(Guid.NewGuid()),
        Version = 1,
        PipelineId = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        Definition = new Pipeline
        {
            Project = "acme",
            Name = "Deploy",
            StageOrder = ["Go"],
            Stages = new() { ["Go"] = new Stage { TaskOrder = ["Wait"], Tasks = new() { ["Wait"] = new PipelineTask { Type = "TEST" } } } },
        },
        Index = index,
        Input = [],
        RequestedBy = "ada",
        RequestedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Status = status,
        StatusMessage = "",
        Stages = [new StageState { Name = "Go", Status = WorkStatus.Running, Tasks = [new TaskState { Name = "Wait", Type = "TEST", Group = 0, Attempt = 1, Input = [], Status = status is ExecutionStatus.Running ? WorkStatus.Running : WorkStatus.NotStarted }] }],
    };
}
