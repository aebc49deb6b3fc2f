using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Catalog;
using Slipway.Execution.Store;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;
using Slipway.Storage.Journal;
using Slipway.Storage.Sqlite;
using Slipway.Storage.Stores;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Storage;

/// <summary>Puts the stores into a host.</summary>
public static class StorageServices
{
    /// <summary>Adds the stores over a SQLite file in this directory. Add it before whatever writes at start and stop. The host brings an <c>ISecretSealer</c>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, string dataDirectory)
    {
        var connectionString = SqliteStorage.ConnectionString(dataDirectory);
        services.AddPooledDbContextFactory<SqliteSlipwayDb>(options => SqliteStorage.Configure(options, connectionString));
        services.AddSingleton<IDbContextFactory<SlipwayDb>, ContextFactory<SqliteSlipwayDb>>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContext());

        services.AddSingleton(provider => new GroupCommitWriter(
            cancellation => SqliteStorage.OpenAsync(connectionString, cancellation),
            provider.GetRequiredService<ILogger<GroupCommitWriter>>()));
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommitWriter>());

        services.AddSingleton<IProjectStore, ProjectStore>();
        services.AddSingleton<IMembershipStore, MembershipStore>();
        services.AddSingleton<EndpointStore>();
        services.AddSingleton<IEndpointStore>(provider => provider.GetRequiredService<EndpointStore>());
        services.AddSingleton<IEndpointDirectory>(provider => provider.GetRequiredService<EndpointStore>());
        services.AddSingleton<VariableStore>();
        services.AddSingleton<IVariableStore>(provider => provider.GetRequiredService<VariableStore>());
        services.AddSingleton<IVariableDirectory>(provider => provider.GetRequiredService<VariableStore>());
        services.AddSingleton<PipelineStore>();
        services.AddSingleton<IPipelineStore>(provider => provider.GetRequiredService<PipelineStore>());
        services.AddSingleton<IPipelineCatalog>(provider => provider.GetRequiredService<PipelineStore>());
        services.AddSingleton<IWebhookStore, WebhookStore>();
        services.AddSingleton<IExecutionStore, ExecutionStore>();
        services.AddSingleton<IExecutionQueries, ExecutionQueries>();
        services.AddSingleton<IDeliveryStore, DeliveryStore>();
        services.AddSingleton<IEventQueries, EventQueries>();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>Brings the tables up to this version. Call it before the host starts.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<SlipwayDb>
        where TContext : SlipwayDb
    {
        public SlipwayDb CreateDbContext() => factory.CreateDbContext();

        public async Task<SlipwayDb> CreateDbContextAsync(CancellationToken cancellationToken) => await factory.CreateDbContextAsync(cancellationToken);
    }
}
