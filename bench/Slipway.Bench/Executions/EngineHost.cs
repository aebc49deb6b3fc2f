using System.Collections.Concurrent;
using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Feed;
using Slipway.Execution.Grains;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Server;

namespace Slipway.Bench.Executions;

/// <summary>The whole server, with the bench's task types, and somebody in the same process who asks for executions.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    // Enough that each node of a few looks after some.
    private const int Pipelines = 24;

    private readonly ConcurrentDictionary<ExecutionId, TaskCompletionSource> awaited = new();
    private readonly WebApplication server;
    private readonly IDisposable subscription;
    private readonly SemaphoreSlim endedHere = new(0);
    private int next;

    private EngineHost(WebApplication server)
    {
        this.server = server;
        subscription = server.Services.GetRequiredService<Feed<ExecutionState>>().Relay(Look);
    }

    public InstantTask Instant => server.Services.GetServices<ITaskRunner>().OfType<InstantTask>().Single();

    public EndlessTask Endless => server.Services.GetServices<ITaskRunner>().OfType<EndlessTask>().Single();

    public Uri Address => new(server.Urls.First());

    public IServiceProvider Services => server.Services;

    /// <param name="options">The server's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<EngineHost> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var server = await SlipwayServer.BuildAsync(
            options,
            services => services
                .AddSingleton<ITaskRunner, InstantTask>()
                .AddSingleton<ITaskRunner, PersonTask>()
                .AddSingleton<ITaskRunner, EndlessTask>(),
            cancellationToken);
        await server.StartAsync(cancellationToken);
        return new EngineHost(server);
    }

    /// <summary>The ids of pipelines that ask for tasks of this type: as many as share the load, found or made.</summary>
    public async Task<Guid[]> PipelinesAsync(string taskType, CancellationToken cancellationToken)
    {
        var store = server.Services.GetRequiredService<IPipelineStore>();
        var ids = new List<Guid>();
        for (var i = 0; i < Pipelines; i++)
        {
            var name = $"{taskType} {i}";
            await store.AddAsync(new CatalogedPipeline(Guid.NewGuid(), BenchPipelines.Of(name, taskType)), cancellationToken);
            // Another node may have been first.
            ids.Add((await store.FindAsync(BenchPipelines.Project, name, cancellationToken))!.Id);
        }

        return [.. ids];
    }

    /// <summary>Runs executions, so many at the same time, until each has ended or rests.</summary>
    /// <returns>How many did.</returns>
    public async Task<int> RunAsync(Guid[] pipelines, int atOnce, Func<int, bool> goesOn, CancellationToken cancellationToken)
    {
        var (begun, ended) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (goesOn(Interlocked.Increment(ref begun)))
            {
                await RunOneAsync(pipelines, cancellationToken);
                Interlocked.Increment(ref ended);
            }
        }));
        return ended;
    }

    /// <summary>
    /// Keeps executions under way, without end: as many as there are nodes times so many. Each that ends on this node lets one more be asked for here, whoever
    /// asked for that one; nobody has to be told across nodes.
    /// </summary>
    /// <param name="pipelines">Of these, in turn.</param>
    /// <param name="atOnce">How many this node begins with.</param>
    /// <param name="counted">Called for each that ended here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task KeepUnderWayAsync(Guid[] pipelines, int atOnce, Action counted, CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (true)
            {
                await AskAsync(pipelines, new ExecutionId(Guid.NewGuid()), cancellationToken);
                await endedHere.WaitAsync(cancellationToken);
                counted();
            }
        }));

    private async Task RunOneAsync(Guid[] pipelines, CancellationToken cancellationToken)
    {
        var id = new ExecutionId(Guid.NewGuid());
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited[id] = done;
        await AskAsync(pipelines, id, cancellationToken);
        await done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Asks for one execution, and does not wait for its end.</summary>
    public async Task AskAsync(Guid[] pipelines, ExecutionId id, CancellationToken cancellationToken)
    {
        var pipeline = pipelines[(uint)Interlocked.Increment(ref next) % pipelines.Length];
        var request = new AdmissionRequest(id, """{"DOCKER_IMAGE":"acme/web:1.0.0","DOCKER_TAG":""}""", "admin", "Asked for by the bench.");
        if (await server.Services.GetRequiredService<IGrainFactory>().GetGrain<IPipelineGrain>(pipeline).Admit(request).WaitAsync(cancellationToken) is AdmissionResult.Refused refused)
        {
            throw new BenchException($"An execution was refused: {refused.Reason}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        subscription.Dispose();
        endedHere.Dispose();
        await server.DisposeAsync();
    }

    private void Look(ExecutionState state)
    {
        if ((state.Status.IsEnded() || state.Status is ExecutionStatus.Waiting) && awaited.TryRemove(state.Id, out var done))
        {
            done.TrySetResult();
        }

        if (state.Status.IsEnded())
        {
            endedHere.Release();
        }
    }
}
