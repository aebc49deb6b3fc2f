using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>Something to begin with that can be saved as it is.</summary>
internal static class StarterPipeline
{
    public static Pipeline Of(string project) => new()
    {
        Project = project,
        Name = "New pipeline",
        Description = "What it does",
        StageOrder = ["Deploy"],
        Stages = new()
        {
            ["Deploy"] = new Stage
            {
                TaskOrder = ["Apply"],
                Tasks = new()
                {
                    ["Apply"] = new PipelineTask
                    {
                        Type = "K8S",
                        Endpoints = new() { ["kubernetesServer"] = "Cluster" },
                        Input = new() { ["action"] = "APPLY", ["timeout"] = 5, ["yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: default\ndata:\n  colour: blue\n" },
                    },
                },
            },
        },
    };
}
