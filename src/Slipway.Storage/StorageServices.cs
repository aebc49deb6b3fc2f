using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Catalog;
using Slipway.Execution.Logs;
using Slipway.Execution.Notifications;
using Slipway.Execution.Recovery;
using Slipway.Execution.Retention;
using Slipway.Execution.Store;
using Slipway.Execution.UserOperations;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Audit;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;
using Slipway.Storage.Audit;
using Slipway.Storage.Journal;
using Slipway.Storage.Postgres;
using Slipway.Storage.Recovery;
using Slipway.Storage.Sqlite;
using Slipway.Storage.Stores;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Storage;

/// <summary>Puts the stores into a host.</summary>
public static class StorageServices
{
    /// <summary>Adds the stores over a SQLite file in this directory.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, string dataDirectory) => services.AddStorage(DatabaseChoice.Sqlite(dataDirectory));

    /// <summary>Adds the stores. Add it before whatever writes at start and stop. The host brings an <c>ISecretSealer</c>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, DatabaseChoice database)
    {
        switch (database)
        {
            case DatabaseChoice.PostgresServer postgres:
                services.AddSingleton(provider => new PostgresStorage(postgres.Address, provider.GetRequiredService<ILogger<PostgresStorage>>()));
                services.AddSingleton<IJournalDatabase>(provider => provider.GetRequiredService<PostgresStorage>());
                services.AddTables<PostgresSlipwayDb>((provider, options) => provider.GetRequiredService<PostgresStorage>().Configure(options));
                break;
            case DatabaseChoice.SqliteFile sqlite:
                var connectionString = SqliteStorage.ConnectionString(sqlite.DataDirectory);
                services.AddSingleton<IJournalDatabase>(new SqliteJournal(connectionString));
                services.AddTables<SqliteSlipwayDb>((_, options) => SqliteStorage.Configure(options, connectionString));
                break;
        }

        services.AddSingleton(database);
        services.TryAddSingleton<RecoveryBell>();
        services.AddSingleton<GroupCommitWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommitWriter>());

        services.AddSingleton<IStoreOutage, DatabaseOutage>();
        services.AddSingleton<RevisionStamp>();
        services.AddSingleton<AuditedRows>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IProjectStore, ProjectStore>();
        services.AddSingleton<IMembershipStore, MembershipStore>();
        services.AddSingleton<EndpointStore>();
        services.AddSingleton<IEndpointStore>(provider => provider.GetRequiredService<EndpointStore>());
        services.AddSingleton<EndpointVariables>();
        services.AddSingleton<IEndpointDirectory, FilledEndpoints>();
        services.AddSingleton<VariableStore>();
        services.AddSingleton<IVariableStore>(provider => provider.GetRequiredService<VariableStore>());
        services.AddSingleton<IVariableDirectory>(provider => provider.GetRequiredService<VariableStore>());
        services.AddSingleton<PipelineStore>();
        services.AddSingleton<IPipelineStore>(provider => provider.GetRequiredService<PipelineStore>());
        services.AddSingleton<IPipelineVersions>(provider => provider.GetRequiredService<PipelineStore>());
        services.AddSingleton<IPipelineCatalog>(provider => provider.GetRequiredService<PipelineStore>());
        services.AddSingleton<ICustomIntegrationStore, CustomIntegrationStore>();
        services.AddSingleton<IWebhookStore, WebhookStore>();
        services.AddSingleton<IWebhookHealthStore, WebhookHealthStore>();
        services.AddSingleton<IExecutionStore, ExecutionStore>();
        services.AddSingleton<IExecutionQueries, ExecutionQueries>();
        services.AddSingleton<IExecutionHistory, ExecutionHistory>();
        services.AddSingleton<ILogStore, LogStore>();
        services.AddSingleton<IUserOperationStore, UserOperationStore>();
        services.AddSingleton<INoticeStore, NoticeStore>();
        services.AddSingleton<IEndedExecutions, EndedExecutions>();
        services.AddSingleton<IDeliveryStore, DeliveryStore>();
        services.AddSingleton<IEventQueries, EventQueries>();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>Brings the tables up to this version. Call it before the host starts.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached or cannot hold the tables.</exception>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(cancellationToken);
        if (services.GetService<PostgresStorage>() is { } postgres)
        {
            await postgres.MigrateAsync(db, cancellationToken);
            return;
        }

        await SqliteStorage.MigrateAsync(db, cancellationToken);
    }

    private static void AddTables<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : SlipwayDb
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            configure(provider, options);
            options.AddInterceptors(provider.GetRequiredService<RevisionStamp>(), provider.GetRequiredService<AuditTrail>(), TrackedOnly.Instance);

            if (Failpoint.IsArmed)
            {
                options.AddInterceptors(RowFailpoints.Instance);
            }

            // Counting up to a limit has no order to keep, and an order costs a sort of everything that is counted.
            options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
        });
        services.AddSingleton<IDbContextFactory<SlipwayDb>, ContextFactory<TContext>>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContext());
    }

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<SlipwayDb>
        where TContext : SlipwayDb
    {
        public SlipwayDb CreateDbContext() => factory.CreateDbContext();

        public async Task<SlipwayDb> CreateDbContextAsync(CancellationToken cancellationToken) => await factory.CreateDbContextAsync(cancellationToken);
    }
}
