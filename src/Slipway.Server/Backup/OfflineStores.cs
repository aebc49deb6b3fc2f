using Microsoft.Extensions.DependencyInjection;
using Slipway.Server.Identity.Keys;
using Slipway.Storage;
using Slipway.Storage.Backup;
using Slipway.Storage.Journal;
using Slipway.Triggers.Intake;

namespace Slipway.Server.Backup;

/// <summary>The stores over a database on which no server runs, its tables brought up to this version.</summary>
internal sealed class OfflineStores : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly DatabaseChoice database;

    private OfflineStores(DatabaseChoice database, ServiceProvider services)
    {
        this.database = database;
        this.services = services;
    }

    /// <summary>Opens them.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached, or cannot hold the tables.</exception>
    public static async Task<OfflineStores> OpenAsync(DatabaseChoice database, MasterKey masterKey, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSecrets(masterKey);
        services.AddStorage(database);
        services.AddSingleton<DeliveryAbandonment>();
        var stores = new OfflineStores(database, services.BuildServiceProvider());
        try
        {
            await stores.services.MigrateAsync(cancellationToken);
            await stores.Get<GroupCommitWriter>().StartAsync(cancellationToken);
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

    /// <summary>Writes what was asked for, and has no file open afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        await Get<GroupCommitWriter>().StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        SqliteCopy.LetGo(database);
    }
}
