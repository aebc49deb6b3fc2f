using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Projects.Secrets;
using Slipway.Storage.Journal;
using Slipway.Storage.Tests.Postgres;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

/// <summary>All stores over a fresh database, as the server puts them together.</summary>
internal sealed class OpenStores : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-stores-");
    private ServiceProvider services = null!;

    /// <summary>Where SQLite's file is, if it is SQLite.</summary>
    public string DataDirectory => data.FullName;

    public GroupCommitWriter Journal => Get<GroupCommitWriter>();

    public static async Task<OpenStores> OpenAsync(Product product, CancellationToken cancellationToken) =>
        await OpenAsync(product is Product.Sqlite ? null : await (await TestContext.Current.GetFixture<PostgresServer>())!.CreateDatabaseAsync(cancellationToken), cancellationToken);

    public static async Task<OpenStores> OpenAsync(string? postgres, CancellationToken cancellationToken)
    {
        var stores = new OpenStores();
        try
        {
            await stores.StartAsync(postgres is null ? DatabaseChoice.Sqlite(stores.data.FullName) : DatabaseChoice.Postgres(postgres), cancellationToken);
            return stores;
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<SlipwayDb> TablesAsync(CancellationToken cancellationToken) => Get<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(cancellationToken);

    /// <summary>The first column of what another connection than the journal's reads.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var db = await TablesAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            values.Add(await reader.GetFieldValueAsync<T>(0, cancellationToken));
        }

        return values;
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection($"Data Source={Path.Combine(data.FullName, "slipway.db")}"));
        data.Delete(recursive: true);
    }

    private async Task StartAsync(DatabaseChoice database, CancellationToken cancellationToken)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<ISecretSealer, HexSealer>();
        collection.AddSingleton(DockerRegistryEndpoint.Type);
        collection.AddStorage(database);
        services = collection.BuildServiceProvider();
        await services.MigrateAsync(cancellationToken);
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(cancellationToken);
        }
    }

    /// <summary>Seals nothing, but what it returns does not hold what it was given.</summary>
    private sealed class HexSealer : ISecretSealer
    {
        public string Seal(string clear) => Convert.ToHexString(Encoding.UTF8.GetBytes(clear));

        public string Open(string @sealed) => Encoding.UTF8.GetString(Convert.FromHexString(@sealed));
    }
}
