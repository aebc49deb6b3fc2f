namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>
/// What is done again and again, with a crash at another place each time. Whatever the engine learns is to have its part here: the comparison
/// knows nothing of what is in it, but that the names of the cluster's objects hold the tag.
/// </summary>
internal static class Scenario
{
    public const string Repository = "acme/web";

    /// <summary>Tasks side by side, a failure that is ignored, a precondition that does not hold, a rollout, and one that reads how others ended. One place: the second push queues.</summary>
    public const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Deploy
        enabled: true
        concurrency: 1
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_IMAGE: ''
          DOCKER_TAG: ''
        stageOrder: [Prepare, Deploy]
        stages:
          Prepare:
            taskOrder: ['Settings,Absent', Canary]
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
                      name: settings-${input.DOCKER_TAG}
                    data:
                      tag: "${input.DOCKER_TAG}"
              Absent:
                type: K8S
                ignoreFailure: true
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: GET
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: absent-${input.DOCKER_TAG}
              Canary:
                type: K8S
                preCondition: ${input.DOCKER_TAG} == "canary"
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: CREATE
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: canary-${input.DOCKER_TAG}
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
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: deployed-${input.DOCKER_TAG}
                    data:
                      after: "${Prepare.Settings.status}, ${Prepare.Absent.status}"
        """;

    /// <summary>The pushes of one run, in the order in which the registry tells of them.</summary>
    /// <param name="run">Told apart from other runs' by this: a word that nothing else holds.</param>
    public static IReadOnlyList<Push> Pushes(string run) => [Push.Told(Repository, $"{run}-a", 1_417_566_161), Push.Told(Repository, $"{run}-b", 1_417_566_162)];
}
