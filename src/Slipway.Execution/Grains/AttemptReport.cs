using System.Text.Json.Nodes;
using Orleans;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Grains;

/// <summary>What came of an attempt, in a form that can cross processes.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Kind">Which kind of outcome.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="OutputJson">A JSON object; null for none.</param>
[GenerateSerializer, Immutable]
public sealed record AttemptReport(TaskAttempt Attempt, OutcomeKind Kind, string Message, string? OutputJson = null)
{
    /// <summary>When an attempt that awaits something is asked again at the latest.</summary>
    [Id(0)]
    public DateTimeOffset? Until { get; init; }

    /// <summary>Texts in the output that must never be shown.</summary>
    [Id(1)]
    public string[] Secrets { get; init; } = [];

    /// <summary>The report of an outcome.</summary>
    public static AttemptReport Of(TaskAttempt attempt, TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Completed done => new(attempt, OutcomeKind.Completed, done.Message, done.Output.ToJsonString()) { Secrets = [.. done.Secrets] },
        TaskOutcome.Failed failed => new(attempt, failed.IsFinal ? OutcomeKind.FailedForGood : OutcomeKind.Failed, failed.Message, failed.Output?.ToJsonString()),
        TaskOutcome.Canceled canceled => new(attempt, OutcomeKind.Canceled, canceled.Message),
        TaskOutcome.Awaits awaits => new(attempt, awaits.IsForPeople ? OutcomeKind.AwaitsPeople : OutcomeKind.Awaits, awaits.Message, awaits.Output?.ToJsonString()) { Until = awaits.Until },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>The outcome that is reported.</summary>
    public TaskOutcome ToOutcome()
    {
        var output = OutputJson is null ? null : JsonNode.Parse(OutputJson)!.AsObject();
        return Kind switch
        {
            OutcomeKind.Completed => new TaskOutcome.Completed(output ?? [], Message) { Secrets = Secrets },
            OutcomeKind.Failed or OutcomeKind.FailedForGood => new TaskOutcome.Failed(Message, output) { IsFinal = Kind is OutcomeKind.FailedForGood },
            OutcomeKind.Canceled => new TaskOutcome.Canceled(Message),
            OutcomeKind.Awaits or OutcomeKind.AwaitsPeople => new TaskOutcome.Awaits(Message, Until, output) { IsForPeople = Kind is OutcomeKind.AwaitsPeople },
            _ => throw new InvalidOperationException($"There is no outcome {Kind}."),
        };
    }
}

/// <summary>The kinds of <see cref="TaskOutcome"/>.</summary>
public enum OutcomeKind
{
    /// <summary>It did what it was asked to.</summary>
    Completed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>It did not, and trying again would not help.</summary>
    FailedForGood,

    /// <summary>It was stopped.</summary>
    Canceled,

    /// <summary>It waits for something outside.</summary>
    Awaits,

    /// <summary>It waits for people.</summary>
    AwaitsPeople,
}
