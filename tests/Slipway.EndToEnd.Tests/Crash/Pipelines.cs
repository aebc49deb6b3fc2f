namespace Slipway.EndToEnd.Tests.Crash;

/// <summary>Pipelines for tests of the whole street.</summary>
internal static class Pipelines
{
    /// <summary>Has nothing to do, and does it at once.</summary>
    public const string Nothing = """
        project: acme
        kind: PIPELINE
        name: Deploy
        enabled: true
        concurrency: 20
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_IMAGE: ''
          DOCKER_TAG: ''
        stageOrder: []
        stages: {}
        """;

    /// <summary>Each pushed tag gets a ConfigMap, then a Deployment of its own.</summary>
    public const string OneDeploymentPerTag = """
        project: acme
        kind: PIPELINE
        name: Deploy
        enabled: true
        concurrency: 10
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_IMAGE: ''
          DOCKER_TAG: ''
        stageOrder: [Prepare, Deploy]
        stages:
          Prepare:
            taskOrder: [Settings]
            tasks:
              Settings:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: CREATE
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: web-${input.DOCKER_TAG}
                    data:
                      tag: "${input.DOCKER_TAG}"
          Deploy:
            taskOrder: [Roll out]
            tasks:
              Roll out:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  timeout: 5
                  yaml: |
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: web-${input.DOCKER_TAG}
                    spec:
                      replicas: 1
                      selector:
                        matchLabels: {app: "web-${input.DOCKER_TAG}"}
                      template:
                        metadata:
                          labels: {app: "web-${input.DOCKER_TAG}"}
                        spec:
                          containers:
                          - name: web
                            image: ${input.DOCKER_IMAGE}:${input.DOCKER_TAG}
        """;
}
