namespace Slipway.EndToEnd.Tests.Console;

/// <summary>A pipeline in which there is something to see.</summary>
internal static class Pipelines
{
    public const string SideBySide = """
        project: acme
        kind: PIPELINE
        name: Deploy web
        enabled: true
        concurrency: 10
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_IMAGE: ''
          DOCKER_TAG: ''
          REPLICAS: '2'
        stageOrder: [Prepare, Deploy, Publish]
        stages:
          Prepare:
            taskOrder: ['Namespace,Settings']
            tasks:
              Namespace:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: CREATE
                  continueOnConflict: true
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: Namespace
                    metadata:
                      name: web
              Settings:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: web-settings
                    data:
                      tag: "${input.DOCKER_TAG}"
          Deploy:
            taskOrder: [Roll out, Canary]
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
                      name: web
                    spec:
                      replicas: ${input.REPLICAS}
                      selector:
                        matchLabels: {app: web}
                      template:
                        metadata:
                          labels: {app: web}
                        spec:
                          containers:
                          - name: web
                            image: ${input.DOCKER_IMAGE}:${input.DOCKER_TAG}
              Canary:
                type: K8S
                preCondition: 1 == 2
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: web-canary
          Publish:
            taskOrder: [Service]
            tasks:
              Service:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: Service
                    metadata:
                      name: web
                    spec:
                      selector: {app: web}
                      ports:
                      - port: 80
        """;

    /// <summary>One stage that rolls out what was pushed, in a project of its own.</summary>
    public static string RollOut(string project) => $$$"""
        project: {{{project}}}
        kind: PIPELINE
        name: Deploy {{{project}}}
        enabled: true
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_IMAGE: ''
          DOCKER_TAG: ''
          REPLICAS: '2'
        _inputMeta:
          REPLICAS: {description: How many instances there are.}
        stageOrder: [Deploy]
        stages:
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
                      name: {{{project}}}
                    spec:
                      replicas: ${input.REPLICAS}
                      selector:
                        matchLabels: {app: {{{project}}}}
                      template:
                        metadata:
                          labels: {app: {{{project}}}}
                        spec:
                          containers:
                          - name: app
                            image: ${input.DOCKER_IMAGE}:${input.DOCKER_TAG}
        """;
}
