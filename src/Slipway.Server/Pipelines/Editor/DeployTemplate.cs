using System.Text.Json.Nodes;
using Slipway.Pipelines;
using Slipway.Registries.Images;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>The pipeline that most people begin with: whenever an image is pushed, a Deployment runs exactly that image.</summary>
/// <param name="Project">The project that is to own it.</param>
/// <param name="Name">What it is to be called.</param>
/// <param name="Repository">The image's repository.</param>
/// <param name="Cluster">The name of the Kubernetes endpoint.</param>
/// <param name="Manifest">What is applied.</param>
internal sealed record DeployTemplate(string Project, string Name, ImageRepository Repository, string Cluster, string Manifest)
{
    private const string Stage = "Deploy";
    private const string Task = "Apply";

    /// <summary>A Deployment of one pod, named after the repository.</summary>
    public static string ManifestFor(ImageRepository repository, string space)
    {
        var name = ObjectName(repository.Name);
        return $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{name}}
              namespace: {{space}}
            spec:
              replicas: 1
              selector:
                matchLabels:
                  app: {{name}}
              template:
                metadata:
                  labels:
                    app: {{name}}
                spec:
                  containers:
                  - name: {{name}}
                    image: ${input.{{InjectedInputs.ImageRef}}}

            """;
    }

    /// <summary>The pipeline. Triggers fill in the image; who runs it by hand gets the repository's newest.</summary>
    public Pipeline Pipeline()
    {
        var pipeline = new Pipeline
        {
            Project = Project,
            Name = Name,
            Description = $"Deploys what is pushed to {Repository.Path}.",
            StageOrder = [Stage],
            Starred = new Starred(InjectedInputs.Tag, null),
            Stages = new() { [Stage] = new Stage { TaskOrder = [Task], Tasks = new() { [Task] = Apply } } },
        }.Inject(InjectedInputs.Docker);
        return pipeline.SetInput(InjectedInputs.ImageRef, $"{(Repository.Registry == ImageRepository.DockerHub ? "" : $"{Repository.Registry}/")}{Repository.Path}:latest");
    }

    private PipelineTask Apply => new()
    {
        Type = "K8S",
        Endpoints = new() { ["kubernetesServer"] = Cluster },
        Input = new JsonObject { ["action"] = "APPLY", ["timeout"] = 5, ["yaml"] = Manifest },
    };

    // Kubernetes takes small letters, digits and dashes; repositories may have dots and underscores, too.
    private static string ObjectName(string name) => name.Replace('.', '-').Replace('_', '-').Trim('-');
}
