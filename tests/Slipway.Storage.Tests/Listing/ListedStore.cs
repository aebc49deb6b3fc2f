using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Slipway.Projects.Secrets;
using Slipway.Storage.Rows;
using Xunit;

namespace Slipway.Storage.Tests.Listing;

/// <summary>A store on a real SQLite file, with rows whose texts are hard to search for.</summary>
public sealed class ListedStore : IAsyncLifetime
{
    private static readonly string[] Names = ["web", "Web", "WEB", "web-2", "a%b", "a_b", "axb", "it's", @"back\slash", "", "ÄÖ", "💥web"];
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-list-");
    private ServiceProvider services = null!;

    /// <summary>What is in the table.</summary>
    public IReadOnlyList<ExecutionRow> Executions { get; } = [.. Enumerable.Range(0, 240).Select(Execution)];

    /// <summary>What is in the table.</summary>
    public IReadOnlyList<RegistryEventRow> Events { get; } = [.. Enumerable.Range(0, 60).Select(Event)];

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ISecretSealer, Unsealed>()
            .AddStorage(data.FullName)
            .BuildServiceProvider();
        await services.MigrateAsync(CancellationToken.None);
        await using var db = await Get<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync();
        db.Executions.AddRange(Executions);
        db.RegistryEvents.AddRange(Events);
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        data.Delete(recursive: true);
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
        ExecutionId = number % 4 is 0 ? new Guid(number, 1, 1, new byte[8]) : null,
        ExecutionIndex = number % 4 is 0 ? number : null,
    };

    private sealed class Unsealed : ISecretSealer
    {
        public string Seal(string clear) => clear;

        public string Open(string @sealed) => @sealed;
    }
}
