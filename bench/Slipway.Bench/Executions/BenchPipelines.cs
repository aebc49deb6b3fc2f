using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Bench.Executions;

/// <summary>Pipelines of the bench's own task types, as its project's people would write theirs: three tasks in a row.</summary>
internal static class BenchPipelines
{
    public const string Project = "bench";

    public static Pipeline Of(string name, string taskType) => new()
    {
        Project = Project,
        Name = name,
        Description = "Three tasks, one after the other.",
        State = PipelineState.Enabled,
        Concurrency = 100_000,
        Input = new() { ["DOCKER_IMAGE"] = JsonValue.Create(""), ["DOCKER_TAG"] = JsonValue.Create("") },
        StageOrder = ["Deploy"],
        Stages = new()
        {
            ["Deploy"] = new Stage
            {
                TaskOrder = ["Check", "Roll out", "Tell"],
                Tasks = new()
                {
                    ["Check"] = Task(taskType),
                    ["Roll out"] = Task(taskType),
                    ["Tell"] = Task(taskType),
                },
            },
        },
    };

    private static PipelineTask Task(string type) => new()
    {
        Type = type,
        Input = new JsonObject { ["tag"] = "${input.DOCKER_TAG}", ["image"] = "${input.DOCKER_IMAGE}" },
    };
}
