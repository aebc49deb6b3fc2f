using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Feed;
using Slipway.Execution.Grains;
using Slipway.Execution.Logs;
using Slipway.Execution.Notifications;
using Slipway.Execution.Secrets;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Slipway.Projects.Secrets;
using Slipway.Storage;
using Slipway.Tasks.Pipeline;

namespace Slipway.Execution.Tests.Grains;

/// <summary>The engine on a real silo and a real SQLite file. Stopping and starting it again is a restart of the server.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-engine-");
    private IHost? host;
    private EngineOptions options = new();
    private Action<IServiceCollection>? services;

    public ScriptedRunner Runner { get; private set; } = new();

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => host!.Services;

    public ScriptedSender Sender { get; } = new();

    public NoticeOptions Notices { get; init; } = new();

    public INoticeStore NoticeStore => host!.Services.GetRequiredService<INoticeStore>();

    private IGrainFactory Grains => host!.Services.GetRequiredService<IGrainFactory>();

    public ILogStore Logs => host!.Services.GetRequiredService<ILogStore>();

    public IExecutionStore Store => host!.Services.GetRequiredService<IExecutionStore>();

    public static async Task<EngineHost> StartAsync(
        CancellationToken cancellationToken, EngineOptions? options = null, NoticeOptions? notices = null, Action<IServiceCollection>? services = null)
    {
        var engine = new EngineHost { options = options ?? new EngineOptions(), Notices = notices ?? new NoticeOptions(), services = services };
        await engine.StartHostAsync(cancellationToken);
        return engine;
    }

    /// <summary>Stops the server, as a crash would as far as running tasks can tell, and starts another one on the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken, Action<ScriptedRunner>? script = null)
    {
        await StopHostAsync();
        Runner = new ScriptedRunner();
        script?.Invoke(Runner);
        await StartHostAsync(cancellationToken);
    }

    public async Task<Guid> AddAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        await host!.Services.GetRequiredService<IPipelineStore>().AddAsync(new CatalogedPipeline(id, pipeline), cancellationToken);
        return id;
    }

    public Task<AdmissionResult> AdmitAsync(Guid pipeline, ExecutionId id, JsonObject? input = null, RunAgain? again = null) =>
        Grains.GetGrain<IPipelineGrain>(pipeline).Admit(new AdmissionRequest(id, (input ?? []).ToJsonString(), "ada", "", Again: again));

    public IPipelineGrain Pipeline(Guid id) => Grains.GetGrain<IPipelineGrain>(id);

    public IExecutionGrain Execution(ExecutionId id) => Grains.GetGrain<IExecutionGrain>(id.Value);

    /// <summary>Waits until nothing of the execution is in memory.</summary>
    public async Task IsGoneAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        var grain = ((GrainReference)Execution(id)).GrainId;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await Grains.GetGrain<IManagementGrain>(0).GetActiveGrains(grain.Type, deadline.Token)).Contains(grain))
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The reports of the execution's notices once they satisfy the condition.</summary>
    public async Task<IReadOnlyList<NoticeReport>> ReportsAsync(ExecutionId id, Func<IReadOnlyList<NoticeReport>, bool> condition, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var reports = await NoticeStore.OfAsync([id], deadline.Token);
            if (condition(reports))
            {
                return reports;
            }

            await Task.Yield();
        }
    }

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
        builder.Services.AddSingleton<ITaskRunner, ChildPipelineTask>();
        builder.Services.AddSingleton<INoticeSender>(Sender);
        builder.Services.AddSingleton(Notices);
        builder.Services.AddSingleton<ISecretSealer, MirrorSealer>();
        builder.Services.AddSingleton<IRequesterRights, OnlyRootIsAdministrator>();
        builder.Services.AddSingleton(options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        services?.Invoke(builder.Services);
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
            // What does not stop in time is left behind, as by a crash.
            await running.StopAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
    private readonly ConcurrentDictionary<(ExecutionId, string), TaskCompletionSource> starts = new();

    public ConcurrentQueue<TaskAttempt> Started { get; } = new();

    public string Type => "TEST";

    /// <summary>Whether an attempt may be asked for again after a restart.</summary>
    public bool TakesUp { get; set; } = true;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<TaskOutcome>> next = new();

    /// <summary>What was taken back.</summary>
    public ConcurrentQueue<TaskAttempt> Withdrawn { get; } = new();

    /// <summary>Writes something as soon as a task has started.</summary>
    public Action<ITaskLog> OnStart { get; set; } = _ => { };

    /// <summary>What the next attempts end by, each once.</summary>
    public ConcurrentQueue<Exception> Errors { get; } = new();

    /// <summary>Whether a task goes on when it is told to stop.</summary>
    public bool IsStubborn { get; set; }

    /// <summary>Waits until a task of the execution has started; any, unless told which.</summary>
    public Task StartedAsync(ExecutionId id, CancellationToken cancellationToken, string task = "") =>
        Start(id, task).Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    /// <summary>The next outcomes of a task, each given once.</summary>
    public void Next(string task, params TaskOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            next.GetOrAdd(task, _ => []).Enqueue(outcome);
        }
    }

    /// <summary>Ends what is under way of a task.</summary>
    public void End(string task, TaskOutcome outcome) => Outcome(task).TrySetResult(outcome);

    public void Complete(string task) => Outcome(task).TrySetResult(new TaskOutcome.Completed([], "done"));

    public async Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        OnStart(context.Log);
        Started.Enqueue(context.Attempt);
        Start(context.Attempt.Execution, "").TrySetResult();
        Start(context.Attempt.Execution, context.Attempt.Task).TrySetResult();
        if (Errors.TryDequeue(out var error))
        {
            throw error;
        }

        if (next.TryGetValue(context.Attempt.Task, out var outcomes) && outcomes.TryDequeue(out var outcome))
        {
            return outcome;
        }

        return await Outcome(context.Attempt.Task).Task.WaitAsync(IsStubborn ? CancellationToken.None : cancellationToken);
    }

    public Task<TaskOutcome> WithdrawAsync(TaskContext context, CancellationToken cancellationToken)
    {
        Withdrawn.Enqueue(context.Attempt);
        return Task.FromResult<TaskOutcome>(new TaskOutcome.Canceled("Taken back."));
    }

    private TaskCompletionSource Start(ExecutionId id, string task) => starts.GetOrAdd((id, task), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

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
