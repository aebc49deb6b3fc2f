using System.Collections.Immutable;
using System.Text;
using Slipway.Execution.State;
using Slipway.Pipelines;

namespace Slipway.Storage.Bench;

/// <summary>An execution's wide columns, as a pipeline of three stages with two tasks each leaves them.</summary>
internal sealed record SampleRow(string Definition, string Stages)
{
    public static SampleRow Make()
    {
        var yaml = new StringBuilder("project: acme\nkind: PIPELINE\nname: pipeline\nstageOrder: [Build, Test, Deploy]\nstages:\n");
        foreach (var stage in (string[])["Build", "Test", "Deploy"])
        {
            yaml.Append($"  {stage}:\n    taskOrder: [First, Second]\n    tasks:\n");
            foreach (var task in (string[])["First", "Second"])
            {
                yaml.Append($"      {task}:\n        type: REST\n        input:\n          action: get\n          url: https://registry.example/v2/acme/web/manifests/{stage}\n");
            }
        }

        var pipeline = DocumentFile.Read(Encoding.UTF8.GetBytes(yaml.ToString())).Pipelines.Single();
        var stages = pipeline.Stages.Select(stage => new StageState
        {
            Name = stage.Key,
            Status = WorkStatus.Completed,
            Message = "Completed.",
            Tasks = [.. stage.Value.Tasks.Select((task, place) => new TaskState { Group = place, Name = task.Key, Type = task.Value.Type, Message = "200 OK" })],
        });
        return new SampleRow(StoredJson.Write(pipeline), StoredJson.Write(stages.ToImmutableArray()));
    }
}
