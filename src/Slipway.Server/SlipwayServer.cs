using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution;
using Slipway.Execution.Catalog;
using Slipway.Execution.Retention;
using Slipway.Projects.Variables;
using Slipway.Registries.Callbacks;
using Slipway.Server.About;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Audit;
using Slipway.Server.CustomIntegrations;
using Slipway.Server.Dashboard;
using Slipway.Server.Endpoints;
using Slipway.Server.Executions;
using Slipway.Server.Executions.Logs;
using Slipway.Server.Hosting;
using Slipway.Server.Hosting.Nodes;
using Slipway.Server.Identity;
using Slipway.Server.Identity.Keys;
using Slipway.Server.Identity.Provided;
using Slipway.Server.Identity.Sessions;
using Slipway.Server.Import;
using Slipway.Server.OpenApi;
using Slipway.Server.Pipelines;
using Slipway.Server.Projects;
using Slipway.Server.Resources;
using Slipway.Server.Shell;
using Slipway.Server.Triggers;
using Slipway.Server.Triggers.Door;
using Slipway.Server.UserOperations;
using Slipway.Server.Variables;
using Slipway.Storage;
using Slipway.Storage.Cluster;
using Slipway.Tasks;
using Slipway.Triggers;
using Slipway.Triggers.Webhooks;
using Endpoint = Slipway.Projects.Endpoints.Endpoint;

namespace Slipway.Server;

/// <summary>The server, put together. Read it as a table of contents.</summary>
public static class SlipwayServer
{
    /// <summary>A server that is ready to run: its data directory is there, its tables are up to date, it has an administrator.</summary>
    /// <exception cref="IOException">The data directory is in use, it or the database cannot be written, or the master key is not the one that the secrets are sealed under.</exception>
    public static Task<WebApplication> BuildAsync(ServerOptions options, CancellationToken cancellationToken) => BuildAsync(options, _ => { }, cancellationToken);

    /// <summary>The same, with what the host brings besides, such as task types of its own.</summary>
    /// <exception cref="IOException">As above.</exception>
    public static async Task<WebApplication> BuildAsync(ServerOptions options, Action<IServiceCollection> more, CancellationToken cancellationToken)
    {
        var data = DataDirectory.Take(options.DataDirectory);
        try
        {
            return await BuildAsync(options, data, more, cancellationToken);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private static async Task<WebApplication> BuildAsync(ServerOptions options, DataDirectory data, Action<IServiceCollection> more, CancellationToken cancellationToken)
    {
        var database = options.Database is { } connectionString ? DatabaseChoice.Postgres(connectionString) : DatabaseChoice.Sqlite(data.Path);
        await using var gate = await ClusterGate.EnterAsync(database, cancellationToken);
        var masterKey = await MasterKeySource.OpenAsync(data.Path, database, cancellationToken);
        data.Use();
        var node = database.TakesManyNodes() ? await NodeEndpoint.ChooseAsync(options.NodeAddress, data.Path, cancellationToken) : NodeEndpoint.OnThisMachine();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "slipway", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls([options.Url, .. options.MetricsUrl is { } metrics ? [metrics] : Array.Empty<string>()]).UseKestrelHttpsConfiguration().UseStaticWebAssets().UseConnectionLimits();
        builder.TrustNobodyElse();
        builder.AddQuietLogs(options.LogLevel);

        // Started from top to bottom, stopped from bottom to top.
        builder.Services.AddSingleton(_ => data);
        builder.Services.AddSecrets(masterKey.Key);
        builder.Services.AddStorage(database);
        builder.AddSilo(database, node, new NodeHandshake(masterKey.Key));
        builder.Services.AddExecution();
        builder.Services.AddRetention(options.Retention);
        builder.Services.AddTasks();
        builder.Services.AddTriggers();
        builder.Services.AddRegistries(options.PublicUrl, options.Url);
        builder.Services.AddSingleton(options.Upkeep);
        builder.Services.AddSingleton(new SystemFacts(options, database));
        builder.Services.AddSingleton<NodeList>();
        builder.Services.AddSingleton(new CallbackOptions { Hosts = options.CallbackHosts });
        builder.Services.AddMetrics(options.MetricsUrl);
        builder.Services.AddDoor(options.DeliveryRate);
        builder.Services.AddIdentity(options.SignInProvider);
        builder.Services.AddAccess();
        builder.Services.AddUserOperations();
        builder.Services.AddAudit();
        builder.Services.AddApi();
        builder.Services.AddProjects();
        builder.Services.AddEndpoints();
        builder.Services.AddResources();
        builder.Services.AddApiDescription();
        builder.Services.AddShell();
        builder.Services.AddDashboard();
        builder.Services.AddNodes(database, options.PublicUrl);
        more(builder.Services);

        var server = builder.Build();
        // What is made first is let go of last.
        server.Services.GetRequiredService<DataDirectory>();
        masterKey.File?.WarnIfOpen(server.Logger);
        await server.Services.MigrateAsync(cancellationToken);
        await gate.CheckAsync(node.Address, Dns.GetHostName(), cancellationToken);
        server.Services.MakeFirstKey();
        await server.Services.EnsureAdministratorAsync(options.AdministratorPassword);

        server.UseMetrics(options.MetricsUrl);
        server.UseTrustedProxies(options.TrustedProxies);
        server.UseApiErrors();
        // Registries are answered here: what follows is about people.
        server.UseRouting();
        server.UseShell();
        server.UseAuthentication();
        server.UseActor();
        server.UseAuthorization();
        server.UseAntiforgery();

        server.MapHealth();
        server.MapInbound();
        server.MapLogin();
        server.MapSignInProvider(options.SignInProvider);
        server.MapSignOut();
        server.MapProjects();
        server.MapCodeStream(api =>
        {
            api.MapAbout();
            api.MapResources<EndpointKind, Endpoint>(EndpointKind.Of);
            api.MapEndpointValidation();
            api.MapEndpointCertificate();
            api.MapResources<VariableKind, Variable>(VariableKind.Of);
            api.MapResources<PipelineKind, CatalogedPipeline>(PipelineKind.Of);
            api.MapResources<WebhookKind, DockerWebhook>(WebhookKind.Of);
            api.MapWebhookActions();
            api.MapCustomIntegrations();
            api.MapPipelineExecutions();
            api.MapPipelineVersions();
            api.MapExecutions();
            api.MapExecutionLogs();
            api.MapUserOperations();
            api.MapRegistryEvents();
            api.MapImport();
            api.MapExport();
            api.MapMembers();
            api.MapPeople();
            api.MapTokens();
            api.MapAudit();
        });
        server.MapConsoleLogs();
        server.MapPipelineFiles();
        server.MapApiDescription();
        server.MapShell();
        return server;
    }
}
