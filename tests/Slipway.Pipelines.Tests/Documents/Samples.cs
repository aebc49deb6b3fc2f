namespace Slipway.Pipelines.Tests.Documents;

/// <summary>Documents written for these tests, in the manner of exported ones.</summary>
internal static class Samples
{
    /// <summary>Flow lists over several lines, <c>\r\n</c> in quotes, names with spaces and dashes, keys of older exports, keys nobody knows.</summary>
    public const string Exported = """
        ---
        project: Team Blue
        kind: PIPELINE
        name: Shop - CD
        icon: organization,left, is-info is-solid
        enabled: true
        global: false
        description: 'Rolls out: the shop'
        concurrency: 3
        options: [
          DOCKER_TRIGGER
        ]
        input:
          approve: 'YES'
          answer: no
          switch: on
          replicas: 5
          replicas text: '5'
          ratio: 1.10
          dry-run: true
          nothing:
          DOCKER_TAG: ''
        _inputMeta:
          approve:
            description: YES or NO
            mandatory: true
            widget: radio
        output:
          digest: ${Roll-out 1.Deploy shop.output.response}
        ciWorkspace:
          endpoint: ''
          image: ''
          cache:
          - ''
        futureKey:
          a: [1, 2.50, {b: null}]
        stageOrder:
        - Prepare it
        - Roll-out 1
        stages:
          Roll-out 1:
            taskOrder:
            - Deploy shop
            tasks:
              Deploy shop:
                type: K8S
                preCondition: |-
                  ${input.approve} == "YES"
                  &&
                  "${Prepare it.Get token.output.responseJson.X}" != "null"
                endpoints:
                  kubernetesServer: blue-cluster
                input:
                  action: APPLY
                  timeout: 5
                  scmConstants: {
                    }
                  yaml: "apiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n  name: ${input.DOCKER_TAG}"
                  namespace: ${Prepare it.Get
                    token.output.responseBody.token}
                later: kept
          Prepare it:
            taskOrder:
            - Get token,Wait - a bit
            tasks:
              Get token:
                type: REST
                ignoreFailure: true
                input:
                  action: get
                  url: https://${var.host name}/token?x=$HOME
                  headers: {
                    }
              Wait - a bit:
                type: POLL
                input:
                  url: https://${var.host name}/ready
                  exitCriteria:
                    success: status == 'READY'
        notifications:
          email:
          - event: SUCCESS
            to:
            - ${requestBy}

        """;

    /// <summary>The least that is a pipeline; a test puts more lines under a task's <c>input</c>.</summary>
    public const string Least = """
        project: P
        kind: PIPELINE
        name: N
        input:
          TAG: latest
        stageOrder:
        - Build
        stages:
          Build:
            taskOrder:
            - Publish
            tasks:
              Publish:
                type: REST
                input:
                  url: http://a
                  action: get

        """;
}
