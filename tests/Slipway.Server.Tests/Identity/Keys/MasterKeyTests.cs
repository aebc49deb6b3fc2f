using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Shouldly;
using Slipway.Server.Identity.Keys;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.Server.Tests.Identity.Keys;

/// <summary>What a server does at its start with the master key that it finds.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MasterKeyTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-keys-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(data.FullName, "master.key");

    public void Dispose() => data.Delete(recursive: true);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task With_another_master_key_it_says_which_one_it_needs_and_touches_nothing(bool isLost, bool isKilled)
    {
        await StartAndStopAsync();
        var expected = MasterKeyFile.In(data.FullName).Read().Id;
        File.Delete(KeyFile);
        if (!isLost)
        {
            MasterKeyFile.In(data.FullName).Create(MasterKey.Random());
        }

        if (isKilled)
        {
            LeaveInTheLog();
        }

        var before = Everything();
        var refused = await Should.ThrowAsync<MasterKeyException>(StartAndStopAsync());

        refused.Message.ShouldStartWith($"The secrets in the database are sealed under master key {expected}, but ");
        refused.Message.ShouldContain(isLost ? $"there is no {KeyFile}" : $"{KeyFile} holds {MasterKeyFile.In(data.FullName).Read().Id}");
        Everything().ShouldBe(before);
    }

    [Fact]
    public async Task The_same_holds_on_PostgreSQL()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await StartAndStopAsync(database);
        var expected = MasterKeyFile.In(data.FullName).Read().Id;
        File.Delete(KeyFile);
        var before = await PostgresServer.ReadAsync<string>(database, "select coalesce(string_agg(xml, ''), '') from key_ring", Cancellation);

        var refused = await Should.ThrowAsync<MasterKeyException>(StartAndStopAsync(database));

        refused.Message.ShouldContain(expected);
        File.Exists(KeyFile).ShouldBeFalse();
        (await PostgresServer.ReadAsync<string>(database, "select coalesce(string_agg(xml, ''), '') from key_ring", Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task The_file_is_made_for_its_owner_alone_and_serves_again()
    {
        await StartAndStopAsync();
        var made = File.ReadAllText(KeyFile);
        await StartAndStopAsync();

        File.ReadAllText(KeyFile).ShouldBe(made);
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_file_that_everybody_may_read_is_refused()
    {
        await StartAndStopAsync();
        File.SetUnixFileMode(KeyFile, File.GetUnixFileMode(KeyFile) | UnixFileMode.OtherRead);

        (await Should.ThrowAsync<MasterKeyException>(StartAndStopAsync())).Message.ShouldStartWith($"{KeyFile} is open to everybody on this machine (mode 604)");
    }

    [Fact]
    public async Task A_second_server_on_the_same_directory_is_refused()
    {
        await using var first = await BuildAsync();

        (await Should.ThrowAsync<IOException>(StartAndStopAsync())).Message.ShouldStartWith($"{data.FullName} is in use by another slipway");
    }

    [Fact]
    public void A_key_that_opens_the_ring_is_taken_from_the_environment_and_another_is_refused()
    {
        var key = MasterKey.Random();
        string[] ring = [WrappedKeys.Wrap(key, "<key/>").ToString()];

        MasterKeySource.Open(data.FullName, ring, key.Export()).File.ShouldBeNull();
        Should.Throw<MasterKeyException>(() => MasterKeySource.Open(data.FullName, ring, MasterKey.Random().Export())).Message.ShouldContain($"under master key {key.Id}, but SLIPWAY_MASTER_KEY holds");
        Should.Throw<MasterKeyException>(() => MasterKeySource.Open(data.FullName, ring, "not a key")).Message.ShouldStartWith("SLIPWAY_MASTER_KEY must hold a master key");
        data.GetFileSystemInfos().ShouldBeEmpty();
    }

    private Task<WebApplication> BuildAsync(string? database = null) => SlipwayServer.BuildAsync(
        new ServerOptions { DataDirectory = data.FullName, Database = database, Url = "http://127.0.0.1:0", AdministratorPassword = TestServer.Password },
        Cancellation);

    private async Task StartAndStopAsync(string? database = null)
    {
        await using (var server = await BuildAsync(database))
        {
            await server.StartAsync(Cancellation);
            await server.StopAsync(Cancellation);
        }

        // As the end of the process does it.
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data.FullName, "slipway.db")};Mode=ReadWriteCreate;Pooling=True");
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Makes the directory look as after a SIGKILL: all that was written last is in the log and not in the file.</summary>
    private void LeaveInTheLog()
    {
        var there = Path.Combine(data.FullName, "slipway.db");
        var copy = Directory.CreateTempSubdirectory("slipway-keys-copy-");
        using (var connection = new SqliteConnection($"Data Source={there};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma journal_mode = wal; create table written_last (a int)";
            command.ExecuteNonQuery();
            foreach (var file in data.GetFiles("slipway.db*"))
            {
                file.CopyTo(Path.Combine(copy.FullName, file.Name));
            }
        }

        foreach (var file in copy.GetFiles())
        {
            file.CopyTo(Path.Combine(data.FullName, file.Name), overwrite: true);
        }

        File.Delete(there + "-shm");
        copy.Delete(recursive: true);
    }

    private Dictionary<string, string> Everything() => data.GetFiles("*", SearchOption.AllDirectories)
        .ToDictionary(file => file.Name, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))));
}
