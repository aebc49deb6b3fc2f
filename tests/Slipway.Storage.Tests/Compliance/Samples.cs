using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Slipway.Registries.Dialects;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Storage.Tests.Compliance;

/// <summary>Things to store.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Pipeline Pipeline(string name, string project = "acme") => new()
    {
        Project = project,
        Name = name,
        StageOrder = ["Build"],
        Stages = new() { ["Build"] = new Stage { TaskOrder = ["Make"], Tasks = new() { ["Make"] = new PipelineTask { Type = "TEST", Input = new JsonObject { ["text"] = "‘…’\u0000" } } } } },
    };

    public static ExecutionState NewExecution(Guid pipeline, int index, ExecutionStatus status = ExecutionStatus.Queued, string name = "Deploy") => new()
    {
        Id = new ExecutionId(Guid.NewGuid()),
        Version = 1,
        PipelineId = pipeline,
        Definition = Pipeline(name),
        Index = index,
        Input = new() { ["tag"] = JsonValue.Create("1.0.0") },
        RequestedBy = "ada",
        RequestedAt = Noon.AddMinutes(index),
        Status = status,
        StatusMessage = "",
        Stages = [new StageState { Name = "Build", Tasks = [new TaskState { Name = "Make", Type = "TEST", Group = 0, Output = new JsonObject { ["n"] = 1 } }] }],
    };

    public static ExecutionState Next(ExecutionState state, ExecutionStatus status) => state with { Version = state.Version + 1, Status = status, StartedAt = Noon.AddHours(1) };

    public static Delivery Delivery(Guid webhook) => new(Guid.NewGuid(), webhook, Noon, "192.0.2.1", new byte[] { 0, 255, 7 })
    {
        Headers = MessageHeaders.Of([KeyValuePair.Create("User-Agent", "registry"), KeyValuePair.Create("Authorization", "******")]),
        Origin = DeliveryOrigin.Replayed,
        ReplayOf = Guid.NewGuid(),
    };

    public static RegistryEvent Event(Delivery delivery, string message = "") => new()
    {
        Id = Guid.NewGuid(),
        Delivery = delivery.Id,
        Webhook = delivery.Webhook,
        WebhookName = "pushed",
        Project = "acme",
        Pipeline = "Deploy",
        ReceivedAt = delivery.ReceivedAt,
        Outcome = EventOutcome.Ignored,
        Message = message,
    };
}
