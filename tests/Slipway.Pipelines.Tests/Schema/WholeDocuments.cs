namespace Slipway.Pipelines.Tests.Schema;

/// <summary>Documents that use every key of their kind.</summary>
internal static class WholeDocuments
{
    public const string Pipeline = """
        project: P
        kind: PIPELINE
        name: Whole
        description: all of it
        icon: organization
        enabled: true
        concurrency: 2
        options: [DOCKER_TRIGGER]
        tags: [a]
        input: {DOCKER_TAG: latest}
        _inputMeta: {DOCKER_TAG: {description: which, mandatory: true}}
        output: {status: '${Build.Publish.status}'}
        _outputMeta: {status: {description: how}}
        starred: {input: DOCKER_TAG, output: status}
        workspace:
          type: K8S
          endpoint: cluster
          image: alpine
          registry: hub
          path: /build
          autoCloneForTrigger: true
          limits: {cpu: 0.5, memory: 64}
          cache: [/root/.m2]
          environmentVariables: {A: b}
          customProperties: {namespace: ci}
        stageOrder: [Build]
        stages:
          Build:
            tags: [b]
            taskOrder: [Publish]
            tasks:
              Publish:
                type: REST
                preCondition: ${input.DOCKER_TAG} != ""
                ignoreFailure: true
                timeout: 10m
                retry: {attempts: 3, delay: 30s, maxDelay: 1h}
                onInterrupt: retry
                tags: [c]
                endpoints: {agent: proxy}
                input: {action: post, url: http://a, headers: {A: b}, payload: x}
        notifications:
          email: [{event: SUCCESS, stage: Build, task: Publish, endpoint: mail, to: [a@b], subject: s, body: b}]
          jira: [{event: FAILURE, stage: Build, task: Publish, endpoint: jira, issuetype: Bug, project: J, summary: s, description: d, assignee: a, action: create}]
          webhook: [{event: FAILURE, stage: Build, task: Publish, action: post, url: http://a, headers: {A: b}, payload: p}]
        rollbacks: [{stage: Build, task: Publish, name: Undo, inputs: {A: b}}]

        """;

    public const string Others = """
        project: P
        kind: ENDPOINT
        name: e
        description: d
        type: k8s
        isRestricted: true
        properties: {url: http://a}
        ---
        project: P
        kind: VARIABLE
        name: v
        description: d
        type: SECRET
        value: x
        ---
        project: P
        kind: CUSTOM_INTEGRATION
        name: c
        description: d
        version: '1'
        runtime: shell
        code: ls
        inputProperties: [{name: a, type: text, title: A, placeHolder: p, defaultValue: 1, required: true, bindable: true}]
        outputProperties: [{name: b, type: label, title: B}]
        ---
        project: P
        kind: DOCKER_WEBHOOK
        name: w
        description: d
        endpoint: e
        pipeline: Whole
        serverType: DockerHub
        repoName: acme/web
        imageNameRegExPattern: .*
        tagNamePattern: .*
        input: {A: b}
        refreshToken: ${var.token}
        secretToken: x
        slug: s
        enabled: true

        """;
}
