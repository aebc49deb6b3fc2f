using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Secrets;
using Slipway.Storage;
using Slipway.Storage.Keys;

namespace Slipway.Server.Identity.Keys;

/// <summary>A database that is looked at without a server.</summary>
internal static class KeptDatabase
{
    /// <summary>The database that the options mean.</summary>
    /// <exception cref="DatabaseUnavailableException">There is none.</exception>
    public static DatabaseChoice Find(ServerOptions options)
    {
        if (options.Database is { } connectionString)
        {
            return DatabaseChoice.Postgres(connectionString);
        }

        var directory = Path.GetFullPath(options.DataDirectory);
        var file = Path.Combine(directory, DatabaseChoice.SqliteFileName);
        return File.Exists(file) ? DatabaseChoice.Sqlite(directory) : throw new DatabaseUnavailableException($"There is no {file}: no server has run there yet.");
    }

    /// <summary>The stores over it.</summary>
    /// <exception cref="DatabaseUnavailableException">Its tables are not those of this version.</exception>
    /// <param name="database">The database.</param>
    /// <param name="masterKey">The master key; null where nothing is to be opened.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="add">What is needed besides.</param>
    public static async Task<ServiceProvider> OpenAsync(DatabaseChoice database, MasterKey? masterKey, CancellationToken cancellationToken, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStorage(database);
        services.AddSingleton<SealedValues>();
        if (masterKey is not null)
        {
            services.AddSecrets(masterKey);
        }
        else
        {
            services.AddSingleton<ISecretSealer, NoKey>();
        }

        add?.Invoke(services);
        var opened = services.BuildServiceProvider();
        await using var db = await opened.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return opened;
        }

        await opened.DisposeAsync();
        throw new DatabaseUnavailableException($"The tables in {database} are of an older version. Start the server of this version once, and stop it again.");
    }

    /// <summary>Where nothing is to be opened, nothing can be.</summary>
    private sealed class NoKey : ISecretSealer
    {
        public string Seal(string clear) => throw new InvalidOperationException("There is no key here to seal with.");

        public string Open(string @sealed) => throw new CryptographicException("There is no key here to open with.");
    }
}
