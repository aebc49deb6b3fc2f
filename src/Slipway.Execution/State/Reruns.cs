namespace Slipway.Execution.State;

/// <summary>Running an execution again from one of its stages. Pure.</summary>
public static class Reruns
{
    /// <summary>The first stage that did not end well, from which running again makes most sense; null when there is none.</summary>
    public static string? FirstUnwell(this ExecutionState state) => state.Stages.FirstOrDefault(stage => stage.Status is not WorkStatus.Completed)?.Name;

    /// <summary>Why an execution cannot be run again from a stage on; null when it can.</summary>
    public static string? WhyNotFrom(this ExecutionState state, string stage)
    {
        var which = $"{state.Name}#{state.Index}";
        return !state.Status.IsEnded() ? $"{which} has not ended; it can be run again from a stage when it has."
            : state.Stages.All(known => known.Name != stage) ? $"{which} has no stage '{stage}'. It has: {string.Join(", ", state.Stages.Select(known => known.Name))}."
            : state.Before(stage).FirstOrDefault(earlier => earlier.Status is not WorkStatus.Completed) is { } open ? $"Stage '{open.Name}' of {which} did not end well; run it again from there, or from an earlier stage."
            : null;
    }

    /// <summary>An execution that is asked for, with the stages before this one as they ended in an earlier execution. Their secrets stay secret.</summary>
    public static ExecutionState TakingOver(this ExecutionState asked, ExecutionState earlier, string stage) => asked with
    {
        RerunOf = new Rerun(earlier.Id, earlier.Index, stage),
        Secrets = earlier.Secrets,
        Stages = [.. earlier.Before(stage), .. asked.Stages.Skip(earlier.Before(stage).Count())],
    };

    private static IEnumerable<StageState> Before(this ExecutionState state, string stage) => state.Stages.TakeWhile(known => known.Name != stage);
}
