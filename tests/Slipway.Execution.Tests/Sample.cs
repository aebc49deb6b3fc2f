using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Pipelines;

namespace Slipway.Execution.Tests;

/// <summary>Pipelines and states to try the engine on.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Stages written as <c>Build: Lint,Unit | Pack</c>: groups parted by a bar, tasks of a group by a comma.</summary>
    public static Pipeline Pipeline(params string[] stages) => new()
    {
        Project = "acme",
        Name = "web",
        State = Slipway.Pipelines.PipelineState.Enabled,
        StageOrder = [.. stages.Select(NameOf)],
        Stages = new(stages.Select(stage => KeyValuePair.Create(NameOf(stage), StageOf(stage)))),
    };

    public static Pipeline With(this Pipeline pipeline, string stage, string task, Func<PipelineTask, PipelineTask> change)
    {
        var tasks = new OrderedDictionary<string, PipelineTask>(pipeline.Stages[stage].Tasks) { [task] = change(pipeline.Stages[stage].Tasks[task]) };
        return pipeline with { Stages = new(pipeline.Stages) { [stage] = pipeline.Stages[stage] with { Tasks = tasks } } };
    }

    public static ExecutionState Running(this Pipeline pipeline, RestrictedThings? restricted = null) => pipeline.Queued(restricted).Start(Now).Advance(Now);

    public static ExecutionState Queued(this Pipeline pipeline, RestrictedThings? restricted = null) => new()
    {
        Id = new ExecutionId(Guid.NewGuid()),
        Version = 1,
        PipelineId = Guid.NewGuid(),
        Definition = pipeline,
        Index = 1,
        Input = new() { ["TAG"] = JsonValue.Create("1.0.0") },
        RequestedBy = "ada",
        RequestedAt = Now,
        Status = ExecutionStatus.Queued,
        StatusMessage = "",
        Stages = pipeline.NotStarted(),
        Restricted = restricted ?? RestrictedThings.None,
    };

    private static string NameOf(string stage) => stage.Split(':')[0];

    private static Stage StageOf(string stage)
    {
        var groups = stage.Split(':')[1].Split('|', StringSplitOptions.TrimEntries);
        return new Stage
        {
            TaskOrder = [.. groups],
            Tasks = new(groups.SelectMany(group => group.Split(',')).Select(task => KeyValuePair.Create(task, new PipelineTask { Type = "TEST" }))),
        };
    }
}
