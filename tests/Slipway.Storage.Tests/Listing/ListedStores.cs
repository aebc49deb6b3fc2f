using Slipway.Pipelines;
using Slipway.Storage.Rows;
using Slipway.Storage.Tests.Compliance;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.Storage.Tests.Listing;

/// <summary>The same rows in every database, with texts that are hard to search for.</summary>
public sealed class ListedStores(PostgresServer postgres) : IAsyncLifetime
{
    private static readonly string[] Names = ["web", "Web", "WEB", "web-2", "a%b", "a_b", "axb", "it's", @"back\slash", "", "ÄÖ", "💥web"];
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly Dictionary<Product, OpenStores> opened = [];

    /// <summary>What is in the table.</summary>
    public IReadOnlyList<ExecutionRow> Executions { get; } = [.. Enumerable.Range(0, 240).Select(Execution)];

    /// <summary>What is in the table.</summary>
    public IReadOnlyList<RegistryEventRow> Events { get; } = [.. Enumerable.Range(0, 60).Select(Event)];

    public T Get<T>(Product product)
        where T : notnull => opened[product].Get<T>();

    public Task<SlipwayDb> TablesAsync(Product product, CancellationToken cancellationToken) => opened[product].TablesAsync(cancellationToken);

    public async ValueTask InitializeAsync()
    {
        foreach (var product in Enum.GetValues<Product>())
        {
            var stores = await OpenStores.OpenAsync(product is Product.Sqlite ? null : await postgres.CreateDatabaseAsync(CancellationToken.None), CancellationToken.None);
            opened.Add(product, stores);
            await using var db = await stores.TablesAsync(CancellationToken.None);
            db.Executions.AddRange(Executions);
            db.RegistryEvents.AddRange(Events);
            await db.SaveChangesAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stores in opened.Values)
        {
            await stores.DisposeAsync();
        }
    }

    // Five rows at a time have the same moment, so that ties are there.
    private static ExecutionRow Execution(int number) => new()
    {
        Id = new Guid(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, (byte)(number * 37)]),
        Version = 1,
        Project = $"project-{number % 4}",
        PipelineId = new Guid(number % 6, 0, 0, new byte[8]),
        Name = Names[number % Names.Length],
        Index = (number / 6) + 1,
        Status = (number % 3) switch { 0 => "COMPLETED", 1 => "FAILED", _ => "RUNNING" },
        IsEnded = number % 3 != 2,
        StatusMessage = $"Stage.Task: number {number}",
        RequestedBy = number % 2 is 0 ? "ada" : "Grace",
        Comments = "",
        RequestedAt = Start.AddSeconds(number / 5),
        StartedAt = number % 3 is 2 ? null : Start.AddSeconds(number),
        EndedAt = null,
        Definition = StoredJson.Write(new Pipeline { Project = $"project-{number % 4}", Name = Names[number % Names.Length] }),
        Input = "{}",
        Stages = "[]",
    };

    private static RegistryEventRow Event(int number) => new()
    {
        Sequence = number + 1,
        Id = new Guid(number, 9, 9, new byte[8]),
        DeliveryId = new Guid(number / 2, 8, 8, new byte[8]),
        WebhookId = Guid.Empty,
        WebhookName = Names[number % Names.Length],
        Project = $"project-{number % 4}",
        Pipeline = "Deploy",
        ReceivedAt = Start.AddSeconds(number / 5),
        Outcome = (number % 4) switch { 0 => "STARTED", 1 => "IGNORED", 2 => "REJECTED", _ => "FAILED" },
        Message = $"number {number}",
        Image = "acme/web",
        Tag = $"1.{number}",
        Owner = "acme",
        Digest = "",
        PushKey = "",
        Origin = "DELIVERED",
        ExecutionId = number % 4 is 0 ? Execution(number).Id : null,
        ExecutionIndex = number % 4 is 0 ? number : null,
    };
}
