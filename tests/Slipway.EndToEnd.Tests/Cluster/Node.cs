using System.Collections.Concurrent;

namespace Slipway.EndToEnd.Tests.Cluster;

/// <summary>One <c>slipway serve</c> among others on a database, under a supervisor that starts it anew when it has ended by itself.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-node-");
    private readonly Dictionary<string, string?> environment;
    private readonly CancellationToken cancellation;
    private readonly ConcurrentQueue<string> logs = new();
    private readonly ConcurrentQueue<int> exits = new();
    private SlipwayProcess process = null!;
    private Task supervising = Task.CompletedTask;
    private volatile bool isLeftAlone;

    private Node(string name, Dictionary<string, string?> environment, CancellationToken cancellation)
    {
        Name = name;
        this.environment = environment;
        this.cancellation = cancellation;
    }

    public string Name { get; }

    /// <summary>Where people and registries reach it: the same after each start.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The exit codes of those that have ended, by themselves or not.</summary>
    public IReadOnlyCollection<int> Exits => exits;

    /// <summary>All that it has printed.</summary>
    public string Log => string.Concat([.. logs, process.Output]);

    public static async Task<Node> StartAsync(string name, string database, string masterKey, CancellationToken cancellationToken)
    {
        var node = new Node(name, new() { ["SLIPWAY_ADMIN_PASSWORD"] = SlipwayProcess.Password, ["SLIPWAY_DATABASE"] = database, ["SLIPWAY_MASTER_KEY"] = masterKey }, cancellationToken);
        try
        {
            await node.StartAsync(LastingAddress.Find());
            return node;
        }
        catch
        {
            node.data.Delete(recursive: true);
            throw;
        }
    }

    public Task SignalAsync(string signal) => process.SignalAsync(signal);

    /// <summary>SIGKILL, and it stays away until it is started.</summary>
    public async Task KillAsync()
    {
        isLeftAlone = true;
        await process.KillAsync();
        await supervising;
    }

    /// <summary>SIGTERM, and it stays away until it is started.</summary>
    public async Task TerminateAsync()
    {
        isLeftAlone = true;
        await process.SignalAsync("TERM");
        await supervising;
    }

    public Task StartAgainAsync() => StartAsync(Address.ToString());

    public async ValueTask DisposeAsync()
    {
        isLeftAlone = true;
        await process.DisposeAsync();
        await supervising;
        data.Delete(recursive: true);
    }

    private async Task StartAsync(string url)
    {
        process = await SlipwayProcess.StartAsync(data.FullName, url, environment, [], cancellation);
        Address = process.Address;
        isLeftAlone = false;
        supervising = SuperviseAsync(process);
    }

    private async Task SuperviseAsync(SlipwayProcess watched)
    {
        try
        {
            exits.Enqueue(await watched.EndedAsync(cancellation));
        }
        catch (InvalidOperationException)
        {
            // It was disposed of.
            return;
        }

        logs.Enqueue(watched.Output);
        if (!isLeftAlone)
        {
            await StartAgainAsync();
        }
    }
}
