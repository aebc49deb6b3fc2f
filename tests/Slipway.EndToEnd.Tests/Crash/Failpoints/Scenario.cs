using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>
/// What is done again and again, with a crash at another place each time. Whatever the engine learns is to have its part here: the comparison
/// knows nothing of what is in it, but that the names of the cluster's objects hold the tag.
/// </summary>
internal static class Scenario
{
    public const string Repository = "acme/web";

    /// <summary>
    /// Tasks side by side, a failure that is tried again and then ignored, a precondition that does not hold, a question of which a mail tells and a chat, as it
    /// does of the end, a rollout, one that reads how others ended, and a pipeline in the pipeline, which fails and is rolled back. One place: the second push
    /// queues. It is turned down.
    /// </summary>
    /// <param name="chat">Where it tells of things.</param>
    public static string Pipelines(Uri chat) => $$"""
        project: acme
        kind: PIPELINE
        name: Undo
        enabled: true
        input:
          TAG: ''
        stageOrder: [Undo]
        stages:
          Undo:
            taskOrder: [Unmark]
            tasks:
              Unmark:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: undone-${input.TAG}
        ---
        project: acme
        kind: PIPELINE
        name: Check
        enabled: true
        input:
          TAG: ''
        rollbacks:
        - stage: Check
          name: Undo
          inputs: {TAG: '${input.TAG}'}
        stageOrder: [Check]
        stages:
          Check:
            taskOrder: [Mark, Fail]
            tasks:
              Mark:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: CREATE
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: checked-${input.TAG}
              Fail:
                type: Condition
                input: {condition: '"${input.TAG}" == "right"'}
        ---
        project: acme
        kind: PIPELINE
        name: Deploy
        enabled: true
        concurrency: 1
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_IMAGE: ''
          DOCKER_TAG: ''
        notifications:
          webhook:
          - event: WAITING
            stage: Deploy
            task: Approve
            action: POST
            url: {{chat}}
            payload: ${input.DOCKER_TAG} waits for somebody
          - event: SUCCESS
            action: POST
            url: {{chat}}
            payload: "${input.DOCKER_TAG} is ${status}"
          - event: FAILURE
            action: POST
            url: {{chat}}
            payload: "${input.DOCKER_TAG} is ${status}: ${statusMessage}"
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
                retry: {attempts: 2, delay: 1s}
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
            taskOrder: [Approve, Roll out, Verify]
            tasks:
              Approve:
                type: UserOperation
                endpoints: {emailServer: Mail}
                input:
                  summary: Deploy ${input.DOCKER_TAG}?
                  approvers: [admin, ops@acme.example]
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
              Verify:
                type: Pipeline
                ignoreFailure: true
                input:
                  pipeline: Check
                  inputProperties: {TAG: '${input.DOCKER_TAG}'}
        """;

    /// <summary>How many executions there are in the end: one of each push, the one inside of the first, and the one that undoes that.</summary>
    public const int Executions = 4;

    /// <summary>What people say when they are asked.</summary>
    public static JsonObject Answer(string question) => question.EndsWith("-a?", StringComparison.Ordinal)
        ? new JsonObject { ["status"] = "Approved", ["responseMessage"] = "Go" }
        : new JsonObject { ["status"] = "Rejected", ["responseMessage"] = "Not on a Friday" };

    /// <summary>The pushes of one run, in the order in which the registry tells of them.</summary>
    /// <param name="run">Told apart from other runs' by this: a word that nothing else holds.</param>
    public static IReadOnlyList<Push> Pushes(string run) => [Push.Told(Repository, $"{run}-a", 1_417_566_161), Push.Told(Repository, $"{run}-b", 1_417_566_162)];
}
