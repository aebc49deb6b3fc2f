using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Execution.Tests.Model;

/// <summary>A pipeline as the model reads it: what matters to an execution, in plain values instead of expressions.</summary>
internal sealed record Plan(ImmutableArray<PlannedStage> Stages, Place? Output)
{
    public const string Sturdy = "STURDY";
    public const string Fragile = "FRAGILE";

    /// <summary>The same as a document.</summary>
    public Pipeline ToPipeline() => new()
    {
        Project = "acme",
        Name = "web",
        State = PipelineState.Enabled,
        StageOrder = [.. Stages.Select(stage => stage.Name)],
        Stages = new(Stages.Select(stage => KeyValuePair.Create(stage.Name, stage.ToStage()))),
        Output = Output is { } place ? new() { ["last"] = $"${{{place}.output.n}}" } : [],
        Rollbacks = [.. Stages.SelectMany(stage => stage.ToRollbacks())],
    };

    public override string ToString() => string.Join("\n", Stages) + (Output is { } place ? $"\noutput {place}" : "");
}

/// <summary>Where a task stands in a pipeline.</summary>
internal sealed record Place(string Stage, string Task)
{
    public override string ToString() => $"{Stage}.{Task}";
}

internal sealed record PlannedStage(string Name, ImmutableArray<ImmutableArray<PlannedTask>> Groups, PlannedRollback? Rollback)
{
    public IEnumerable<PlannedTask> Tasks => Groups.SelectMany(group => group);

    public Stage ToStage() => new()
    {
        TaskOrder = [.. Groups.Select(group => string.Join(',', group.Select(task => task.Name)))],
        Tasks = new(Tasks.Select(task => KeyValuePair.Create(task.Name, task.ToTask()))),
    };

    public IEnumerable<Rollback> ToRollbacks() => Tasks.Where(task => task.Rollback is not null).Select(task => task.Rollback!.To(Name, task.Name))
        .Concat(Rollback is { } own ? [own.To(Name, null)] : []);

    public override string ToString() => $"{Name}{(Rollback is null ? "" : $" undone by {Rollback}")}: {string.Join(" | ", Groups.Select(group => string.Join(", ", group)))}";
}

internal sealed record PlannedTask(string Name)
{
    public bool IgnoreFailure { get; init; }

    public int Attempts { get; init; } = 1;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryMaxDelay { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan? Timeout { get; init; }

    public bool IsFragile { get; init; }

    public InterruptedTask OnInterrupt { get; init; }

    /// <summary>An endpoint that only administrators may use.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Runs only when this task's status is, or is not, COMPLETED, or when it left this number.</summary>
    public PlannedCondition? Condition { get; init; }

    /// <summary>Its input is what this task left.</summary>
    public Place? Reads { get; init; }

    public PlannedRollback? Rollback { get; init; }

    public PipelineTask ToTask() => new()
    {
        Type = IsFragile ? Plan.Fragile : Plan.Sturdy,
        IgnoreFailure = IgnoreFailure,
        Timeout = Timeout,
        Retry = Attempts > 1 ? new Retry(Attempts) { Delay = RetryDelay, MaxDelay = RetryMaxDelay } : null,
        OnInterrupt = OnInterrupt,
        Endpoints = Endpoint is null ? [] : new() { ["kubernetesServer"] = Endpoint },
        PreCondition = Condition?.ToString(),
        Input = Reads is null ? [] : new JsonObject { ["n"] = $"${{{Reads}.output.n}}" },
    };

    public override string ToString() => string.Concat(
        Name,
        IgnoreFailure ? " ignored" : "",
        Attempts > 1 ? $" x{Attempts}" : "",
        Timeout is null ? "" : $" within {Timeout}",
        IsFragile ? $" fragile({OnInterrupt})" : "",
        Endpoint is null ? "" : $" at {Endpoint}",
        Condition is null ? "" : $" if {Condition}",
        Reads is null ? "" : $" reads {Reads}",
        Rollback is null ? "" : $" undone by {Rollback}");
}

internal sealed record PlannedCondition(Place Of, bool IsAboutOutput, bool Negated, int Value)
{
    public override string ToString() => IsAboutOutput ? $"${{{Of}.output.n}} {Sign} {Value}" : $"${{{Of}.status}} {Sign} \"COMPLETED\"";

    private string Sign => Negated ? "!=" : "==";
}

internal sealed record PlannedRollback(string Pipeline, Place? Reads)
{
    public Rollback To(string stage, string? task) => new()
    {
        Stage = stage,
        Task = task,
        Name = Pipeline,
        Inputs = Reads is null ? [] : new() { ["n"] = $"${{{Reads}.output.n}}" },
    };

    public override string ToString() => Reads is null ? Pipeline : $"{Pipeline}({Reads})";
}
