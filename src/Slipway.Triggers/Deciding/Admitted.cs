using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Triggers.Events;

namespace Slipway.Triggers.Deciding;

/// <summary>What admission makes of the lines of the activity. Pure.</summary>
internal static class Admitted
{
    /// <summary>The lines after the pipeline has answered. Duplicates of a push that came with them share its end.</summary>
    public static IReadOnlyList<RegistryEvent> After(this IEnumerable<RegistryEvent> lines, IReadOnlyDictionary<ExecutionId, AdmissionResult> answers)
    {
        var told = new Dictionary<Guid, RegistryEvent>();
        foreach (var line in lines)
        {
            told.Add(line.Id, line.First is { } first && told.TryGetValue(first, out var same) ? Like(line, same) : After(line, answers));
        }

        return [.. told.Values];
    }

    private static RegistryEvent After(RegistryEvent line, IReadOnlyDictionary<ExecutionId, AdmissionResult> answers) => line is not { Outcome: EventOutcome.Started, Execution: { } id } ? line : answers[id] switch
    {
        AdmissionResult.Admitted started => line with { ExecutionIndex = started.Index, Message = $"Started {line.Pipeline}#{started.Index}. {line.Message}".TrimEnd() },
        AdmissionResult.Refused refused => line with { Outcome = EventOutcome.Failed, Execution = null, Message = refused.Reason },
        var other => throw new InvalidOperationException($"Admission answered {other}."),
    };

    private static RegistryEvent Like(RegistryEvent line, RegistryEvent first) => first.Outcome switch
    {
        EventOutcome.Started => line with { Execution = first.Execution, ExecutionIndex = first.ExecutionIndex, Message = $"This push was told of before. It started {first.Pipeline}#{first.ExecutionIndex}." },
        EventOutcome.Superseded => line with { Execution = null, Message = $"This push was told of before. {first.Message}" },
        _ => line with { Outcome = first.Outcome, First = null, Execution = null, Message = first.Message },
    };
}
