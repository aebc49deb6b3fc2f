using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Server.Backup;
using Slipway.Storage;
using Slipway.Storage.Moving;
using Slipway.Storage.Tests.Postgres;
using Xunit;
using static Slipway.Server.Tests.Backup.ServedData;

namespace Slipway.Server.Tests.Backup;

public sealed class StoreMoveTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly string[] Lists = ["variables", "users", "audit?$top=1000"];

    private readonly ServedData data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_server_shows_on_PostgreSQL_what_it_showed_on_SQLite_and_opens_its_secrets()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        string[] before = [];
        await ServeAsync(data.Options("data"), async (client, _) =>
        {
            await AddProjectAsync(client);
            await AddAsync(client, "v", "a sealed value");
            await client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "dora", ["password"] = TestServer.Password, ["email"] = "dora@acme.example" }, Cancellation);
            before = await ShownAsync(client);
        });

        var done = await StoreMove.RunAsync(data.Options("data"), database, new Nobody(), Cancellation);
        await LeaveAsync(database);

        File.Exists(Path.Combine(data.At("data"), "slipway.db")).ShouldBeFalse();
        File.Exists(done.Aside).ShouldBeTrue();
        done.Tables.Single(table => table.Table == "variables").Rows.ShouldBe(1);
        await ServeAsync(data.Options("data", database), async (client, _) =>
        {
            (await ShownAsync(client))[..^1].ShouldBe(before[..^1]);

            // Whoever signs in is told of in the audit.
            (await ShownAsync(client))[^1].ShouldContain(before[^1].Trim('[', ']'));
            (await VariablesAsync(client))["v"].ShouldBe("a sealed value");
            await AddAsync(client, "later", "sealed on PostgreSQL");
        });
    }

    [Fact]
    public async Task Nothing_is_moved_beside_a_running_server_nor_into_what_is_not_empty()
    {
        var (empty, full) = (await postgres.CreateDatabaseAsync(Cancellation), await postgres.CreateDatabaseAsync(Cancellation));
        await ServeAsync(data.Options("other", full), (_, _) => Task.CompletedTask);
        await ServeAsync(data.Options("data"), async (_, _) =>
            (await Should.ThrowAsync<IOException>(StoreMove.RunAsync(data.Options("data"), empty, new Nobody(), Cancellation))).Message.ShouldContain("is in use by another slipway"));

        (await Should.ThrowAsync<DatabaseUnavailableException>(StoreMove.RunAsync(data.Options("data"), full, new Nobody(), Cancellation))).Message.ShouldContain("is not empty: there are rows in");
        File.Exists(Path.Combine(data.At("data"), "slipway.db")).ShouldBeTrue();
    }

    private static async Task<string[]> ShownAsync(SlipwayClient client)
    {
        var shown = new List<string>();
        foreach (var list in Lists)
        {
            shown.Add($"[{string.Join(',', (await client.ListAsync($"/codestream/api/{list}", Cancellation)).Select(document => document.ToJsonString()))}]");
        }

        return [.. shown];
    }

    private sealed class Nobody : IProgress<TableProgress>
    {
        public void Report(TableProgress value)
        {
        }
    }
}
