using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Server.Identity.Keys;
using Slipway.Storage;
using Slipway.Storage.Keys;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.Server.Tests.Identity.Keys;

public sealed class KeyRotationTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Value = "a value that must survive";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-rotate-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MasterKeyFile KeyFile => MasterKeyFile.In(data.FullName);

    public void Dispose() => data.Delete(recursive: true);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task After_a_rotation_everything_opens_with_new_keys_alone(bool onPostgres, bool revokeOld)
    {
        var options = Options(onPostgres ? await postgres.CreateDatabaseAsync(Cancellation) : null);
        await ServeAsync(options, client => WriteAsync(client, count: 250));
        var before = await KeyRotation.ReportAsync(options, Cancellation);
        await LeaveAsync(options);

        var done = await KeyRotation.RotateAsync(options, newMasterKey: null, revokeOld, Cancellation);
        var after = await KeyRotation.ReportAsync(options, Cancellation);
        await LeaveAsync(options);

        before.Keys.Single().SealedValues.ShouldBe(250);
        done.ShouldSatisfyAllConditions(
            () => done.OldMasterKey.ShouldBe(before.MasterKeys.Single()),
            () => done.NewMasterKey.ShouldBe(KeyFile.Read().Id),
            () => done.Resealed.ShouldBe(250),
            () => done.Revoked.ShouldBe(revokeOld ? 1 : 0));
        after.MasterKeys.ShouldBe([done.NewMasterKey]);
        after.Unreadable.ShouldBe(0);
        after.Keys.Select(key => (key.Id, key.SealedValues, key.IsRevoked)).ShouldBe([(done.NewKey, 250, false), (before.Keys.Single().Id, 0, revokeOld)]);
        data.GetFiles("master.key*").Select(file => file.Name).ShouldBe(["master.key"]);
        await ServeAsync(options, async client =>
        {
            (await client.GetAsync("/codestream/api/variables/acme/v249", Cancellation))["value"]!.GetValue<string>().ShouldBe(Value);
            await WriteAsync(client, count: 1, prefix: "later ");
        });
        (await KeyRotation.ReportAsync(options, Cancellation)).Keys.Single(key => key.Id == done.NewKey).SealedValues.ShouldBe(251);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Ended_after_any_step_a_rotation_leaves_a_ring_and_a_key_that_belong_together(int steps)
    {
        var options = Options();
        await ServeAsync(options, client => WriteAsync(client, count: 1));
        var old = KeyFile.Read().Id;
        var next = MasterKey.Random();
        var rotation = new MasterKeyRotation(new(KeyFile.Read(), KeyFile), next);

        rotation.Prepare();
        if (steps >= 2)
        {
            await using var services = await KeptDatabase.OpenAsync(DatabaseChoice.Sqlite(data.FullName), next, Cancellation);
            await using var db = await services.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(Cancellation);
            await rotation.RewrapAsync(db, Cancellation);
        }

        if (steps >= 3)
        {
            rotation.Finish();
        }

        await ServeAsync(options, async client => (await client.GetAsync("/codestream/api/variables/acme/v0", Cancellation))["value"]!.GetValue<string>().ShouldBe(Value));
        KeyFile.Read().Id.ShouldBe(steps == 1 ? old : next.Id);
        (await KeyRotation.RotateAsync(options, newMasterKey: null, revokeOld: true, Cancellation)).Resealed.ShouldBe(1);
        KeyFile.Next.Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task While_a_server_runs_nothing_is_rotated()
    {
        var options = Options();
        await ServeAsync(options, async _ =>
        {
            var before = KeyFile.Read().Id;
            (await Should.ThrowAsync<IOException>(KeyRotation.RotateAsync(options, null, revokeOld: false, Cancellation))).Message.ShouldContain("is in use by another slipway");
            KeyFile.Read().Id.ShouldBe(before);
            (await KeyRotation.ReportAsync(options, Cancellation)).MasterKeys.ShouldBe([before]);
        });
    }

    [Fact]
    public async Task While_a_server_runs_on_the_same_PostgreSQL_nothing_is_rotated()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        var elsewhere = Options(database) with { DataDirectory = Path.Combine(data.FullName, "elsewhere") };
        await ServeAsync(Options(database), async _ =>
        {
            Directory.CreateDirectory(elsewhere.DataDirectory);
            File.Copy(KeyFile.ToString(), MasterKeyFile.In(elsewhere.DataDirectory).ToString());
            (await Should.ThrowAsync<DatabaseUnavailableException>(KeyRotation.RotateAsync(elsewhere, null, revokeOld: false, Cancellation))).Message.ShouldContain("Stop every server on PostgreSQL's");
        });
    }

    [Fact]
    public async Task Of_a_directory_without_a_database_nothing_is_made()
    {
        (await Should.ThrowAsync<DatabaseUnavailableException>(KeyRotation.RotateAsync(Options(), null, revokeOld: false, Cancellation))).Message.ShouldContain("no server has run there yet");

        data.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_value_is_counted_and_left_and_keeps_the_old_keys_alive()
    {
        var options = Options();
        await ServeAsync(options, client => WriteAsync(client, count: 2));
        var file = $"Data Source={Path.Combine(data.FullName, "slipway.db")};Pooling=False";
        await using (var connection = new SqliteConnection(file))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "update variables set sealed_value = substr(sealed_value, 1, 60) where name = 'v0'";
            (await command.ExecuteNonQueryAsync(Cancellation)).ShouldBe(1);
        }

        var done = await KeyRotation.RotateAsync(options, null, revokeOld: true, Cancellation);

        (done.Resealed, done.Damaged, done.Revoked).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task Every_column_that_holds_sealed_values_is_known()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        (await new SealedValues(server.Services.GetRequiredService<IDbContextFactory<SlipwayDb>>()).ColumnsAsync(Cancellation))
            .ShouldBe(["endpoints.sealed_properties", "executions.sealed_state", "notices.sealed_message", "registry_webhooks.sealed_token", "variables.sealed_value"]);
    }

    private ServerOptions Options(string? database = null) =>
        new() { DataDirectory = data.FullName, Database = database, Url = "http://127.0.0.1:0", AdministratorPassword = TestServer.Password };

    private static async Task WriteAsync(SlipwayClient client, int count, string prefix = "v")
    {
        if ((await client.ListAsync("/codestream/api/variables", Cancellation)).Count == 0)
        {
            await client.PostAsync("/iaas/api/projects", new() { ["name"] = "acme" }, Cancellation);
        }

        for (var i = 0; i < count; i++)
        {
            await client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = $"{prefix}{i}", ["value"] = Value }, Cancellation);
        }
    }

    private static async Task ServeAsync(ServerOptions options, Func<SlipwayClient, Task> use)
    {
        await using (var server = await SlipwayServer.BuildAsync(options, Cancellation))
        {
            await server.StartAsync(Cancellation);
            using var client = await SlipwayClient.SignInAsync(new Uri(server.Urls.First()), "admin", TestServer.Password, Cancellation);
            await use(client);
            await server.StopAsync(Cancellation);
        }

        await LeaveAsync(options);
    }

    /// <summary>Ends the connections that a program's end would have ended.</summary>
    private static async Task LeaveAsync(ServerOptions options)
    {
        if (options.Database is { } database)
        {
            NpgsqlConnection.ClearAllPools();
            while ((await PostgresServer.ReadAsync<long>(database, "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", Cancellation)).Single() > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
            }
        }
    }
}
