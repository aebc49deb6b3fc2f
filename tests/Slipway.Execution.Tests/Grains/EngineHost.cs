using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Feed;
using Slipway.Execution.Grains;
using Slipway.Execution.Secrets;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Slipway.Projects.Secrets;
using Slipway.Storage;

namespace Slipway.Execution.Tests.Grains;

/// <summary>The engine on a real silo and a real SQLite file. Stopping and starting it again is a restart of the server.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-engine-");
    private IHost? host;

    public ScriptedRunner Runner { get; private set; } = new();

    public IExecutionStore Store => host!.Services.GetRequiredService<IExecutionStore>();

    public static async Task<EngineHost> StartAsync(CancellationToken cancellationToken)
    {
        var engine = new EngineHost();
        await engine.StartHostAsync(cancellationToken);
        return engine;
    }

    /// <summary>Stops the server, as a crash would as far as running tasks can tell, and starts another one on the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopHostAsync();
        Runner = new ScriptedRunner();
        await StartHostAsync(cancellationToken);
    }

    public async Task<Guid> AddAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        await host!.Services.GetRequiredService<IPipelineStore>().AddAsync(new CatalogedPipeline(id, pipeline), cancellationToken);
        return id;
    }

    public Task<AdmissionResult> AdmitAsync(Guid pipeline, ExecutionId id, JsonObject? input = null) =>
        host!.Services.GetRequiredService<IGrainFactory>().GetGrain<IPipelineGrain>(pipeline).Admit(new AdmissionRequest(id, (input ?? []).ToJsonString(), "ada", ""));

    /// <summary>The execution's first state for which the condition holds.</summary>
    public async Task<ExecutionState> WaitAsync(ExecutionId id, Func<ExecutionState, bool> condition, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource<ExecutionState>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = host!.Services.GetRequiredService<Feed<ExecutionState>>().Subscribe(state =>
        {
            if (state.Id == id && condition(state))
            {
                reached.TrySetResult(state);
            }
        });
        return await Store.FindAsync(id, cancellationToken) is { } now && condition(now)
            ? now
            : await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        data.Delete(recursive: true);
    }

    private async Task StartHostAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddStorage(data.FullName);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0));
        builder.Services.AddSingleton<ITaskRunner>(Runner);
        builder.Services.AddSingleton<ISecretSealer, MirrorSealer>();
        builder.Services.AddSingleton<IRequesterRights, OnlyRootIsAdministrator>();
        builder.Services.AddExecution();
        host = builder.Build();
        await host.Services.MigrateAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
    }

    private async Task StopHostAsync()
    {
        if (host is { } running)
        {
            host = null;
            await running.StopAsync(CancellationToken.None);
            running.Dispose();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Task type TEST: does what the test says, when the test says so.</summary>
internal sealed class ScriptedRunner : ITaskRunner
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<TaskOutcome>> outcomes = new();

    public ConcurrentQueue<TaskAttempt> Started { get; } = new();

    public string Type => "TEST";

    public void Complete(string task) => Outcome(task).TrySetResult(new TaskOutcome.Completed([], "done"));

    public async Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        Started.Enqueue(context.Attempt);
        return await Outcome(context.Attempt.Task).Task.WaitAsync(cancellationToken);
    }

    private TaskCompletionSource<TaskOutcome> Outcome(string task) =>
        outcomes.GetOrAdd(task, _ => new TaskCompletionSource<TaskOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>Seals by writing backwards: enough to see that a text was sealed.</summary>
internal sealed class MirrorSealer : ISecretSealer
{
    public string Seal(string clear) => string.Concat(clear.Reverse());

    public string Open(string @sealed) => string.Concat(@sealed.Reverse());
}

/// <summary>Only <c>root</c> may use what is restricted.</summary>
internal sealed class OnlyRootIsAdministrator : IRequesterRights
{
    public Task<bool> MayUseRestrictedAsync(string requestedBy, string project, CancellationToken cancellationToken) => Task.FromResult(requestedBy == "root");
}
