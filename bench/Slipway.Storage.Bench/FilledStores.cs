using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Secrets;

namespace Slipway.Storage.Bench;

/// <summary>The stores over a database with this many rows: ten projects, one of them rare, a hundred pipelines, one in a thousand executions unfinished.</summary>
internal sealed class FilledStores : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private FilledStores(DatabaseChoice database)
    {
        IsSqlite = database is DatabaseChoice.SqliteFile;
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ISecretSealer, NoSealer>()
            .AddStorage(database)
            .BuildServiceProvider();
    }

    public bool IsSqlite { get; }

    public CommandLog Commands { get; } = new();

    public static async Task<FilledStores> OpenAsync(DatabaseChoice database, int executions, int events, int audit, CancellationToken cancellationToken)
    {
        var stores = new FilledStores(database);
        await stores.services.MigrateAsync(cancellationToken);
        await using var db = await stores.TablesAsync(cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var watch = Stopwatch.StartNew();
        var row = SampleRow.Make();
        await db.Database.ExecuteSqlRawAsync(Filling.Executions(stores.IsSqlite), [executions, row.Definition, row.Stages, "{}"], cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Filling.Events(stores.IsSqlite), [events], cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Filling.Audit(stores.IsSqlite), [audit], cancellationToken);
        if (!stores.IsSqlite)
        {
            await db.Database.ExecuteSqlRawAsync("vacuum analyze", cancellationToken);
        }

        Console.WriteLine($"{executions:N0} executions of {row.Definition.Length + row.Stages.Length:N0} characters, {events:N0} events and {audit:N0} audit entries, written in {watch.Elapsed.TotalSeconds:0} s.");
        return stores;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<SlipwayDb> TablesAsync(CancellationToken cancellationToken) => Get<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Commands.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private sealed class NoSealer : ISecretSealer
    {
        public string Seal(string clear) => clear;

        public string Open(string @sealed) => @sealed;
    }
}
