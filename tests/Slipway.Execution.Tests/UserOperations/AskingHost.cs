using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution.Recovery;
using Slipway.Execution.State;
using Slipway.Execution.Tests.Grains;
using Slipway.Execution.UserOperations;
using Slipway.Pipelines;
using Slipway.Projects.Access;
using Slipway.Tasks;

namespace Slipway.Execution.Tests.UserOperations;

/// <summary>An engine whose pipelines ask people, and whose clock can be put forward.</summary>
internal sealed class AskingHost : IAsyncDisposable
{
    private EngineHost engine = null!;

    public EngineHost Engine => engine;

    public ShiftedClock Clock { get; } = new();

    public Approvals Approvals => engine.Services.GetRequiredService<Approvals>();

    public IUserOperationStore Store => engine.Services.GetRequiredService<IUserOperationStore>();

    public static async Task<AskingHost> StartAsync(CancellationToken cancellationToken)
    {
        var asking = new AskingHost();
        asking.engine = await EngineHost.StartAsync(cancellationToken, services: services => services.AddSingleton<TimeProvider>(asking.Clock).AddSingleton<IApproverDirectory, NobodysAddress>().AddTasks());
        return asking;
    }

    /// <summary>A pipeline that asks, then runs a task <c>Ship</c>.</summary>
    public static Pipeline Pipeline(JsonObject input) => Sample.Pipeline("Release: Ask | Ship").With("Release", "Ask", _ => new PipelineTask { Type = "UserOperation", Input = input });

    public static Caller Person(string name, Role? role = Role.Executor, string email = "") =>
        new(name, name, IsAdministrator: false, role is { } given ? ImmutableDictionary<string, Role>.Empty.Add("acme", given) : ImmutableDictionary<string, Role>.Empty) { Email = email };

    /// <summary>Starts an execution and returns what it asks.</summary>
    public async Task<UserOperation> AskAsync(Guid pipeline, CancellationToken cancellationToken)
    {
        var id = new ExecutionId(Guid.NewGuid());
        await engine.AdmitAsync(pipeline, id);
        await engine.WaitAsync(id, state => state.Status is ExecutionStatus.Waiting or ExecutionStatus.Failed, cancellationToken);
        return (await Store.FindAsync(UserOperation.IdOf(new(id, "Release", "Ask", 1)), cancellationToken))!;
    }

    public async Task<UserOperation> AskAsync(JsonObject input, CancellationToken cancellationToken) => await AskAsync(await engine.AddAsync(Pipeline(input), cancellationToken), cancellationToken);

    /// <summary>The sweep, as it comes by every 30 seconds.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var recoverable in engine.Services.GetServices<IRecoverable>())
        {
            await recoverable.WakeAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private sealed class NobodysAddress : IApproverDirectory
    {
        public Task<IReadOnlyCollection<string>> AddressesAsync(UserOperation operation, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<string>>([]);

        public Uri PageOf(UserOperation operation) => new($"https://cd.acme.example/user-operations/{operation.Id}");
    }
}

/// <summary>The real clock, put forward; timers run as they do.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long shift;

    public void Forward(TimeSpan by) => Interlocked.Add(ref shift, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref shift));
}
