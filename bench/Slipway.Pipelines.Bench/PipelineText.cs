using System.Globalization;
using System.Text;

namespace Slipway.Pipelines.Bench;

/// <summary>A pipeline of about 30 kB as a team with six environments writes it: each builds, checks, ships, deploys and asks a person.</summary>
internal static class PipelineText
{
    private const string Head = """
        ---
        project: Team Blue
        kind: PIPELINE
        name: Shop - CD
        icon: organization,left, is-info is-solid
        enabled: true
        global: false
        description: Rolls the shop out to six environments, one after the other
        concurrency: 3
        options:
        - DOCKER_TRIGGER
        input:
          APPROVE: 'YES'
          LEVEL: LARGE
          REPLICAS: 3
          HOSTNAME: shop.example.com
        _inputMeta:
          APPROVE:
            description: YES or NO
            mandatory: true
          LEVEL:
            description: SMALL or LARGE
            mandatory: false
        output:
          address: https://${input.HOSTNAME}/${input.DOCKER_TAG}
        workspace:
          type: K8S
          endpoint: build-cluster
          image: registry.example.com/tools/build:12
          cache:
          - /root/.m2
          limits:
            cpu: 1.0
            memory: 512
        stageOrder:

        """;

    private const string Stage = """
          Env #:
            taskOrder:
            - Build it,Look up
            - Ship - notes
            - Approve
            - Roll-out 1
            - Check it
            tasks:
              Build it:
                type: CI
                input:
                  steps:
                  - export IMAGE=${input.DOCKER_REPO_NAME}:${input.DOCKER_TAG}
                  - ./gradlew --no-daemon clean build -Penvironment=env# -PimageTag=${input.DOCKER_TAG}
                  - VERSION=$(cat build/version.txt)
                  export:
                  - VERSION
                  artifacts: []
                  process: []
              Look up:
                type: REST
                ignoreFailure: false
                input:
                  action: post
                  headers:
                    Accept: application/json
                    Content-Type: application/json
                    Authorization: Bearer ${var.inventory-token}
                    X-Requested-By: ${requestBy}
                    X-Execution: ${name} number ${executionIndex}
                  url: https://inventory.example.com/api/v2/environments/env#?tag=${input.DOCKER_TAG}
                  payload: |-
                    {
                      "image": "${input.DOCKER_REPO_NAME}",
                      "tag": "${input.DOCKER_TAG}",
                      "execution": "${executionId}"
                    }
              Ship - notes:
                type: SSH
                preCondition: |-
                  ${Env #.Look up.status} == "COMPLETED"
                  &&
                  "${Env #.Build it.output.exports.VERSION}" != "null"
                input:
                  script: |-
                    set -eu
                    : The notes go where the people who are on call look for them.
                    cd /opt/release-notes
                    git pull --ff-only
                    for file in changes/*.md; do
                      printf '%s\n' "- $(head -n 1 "$file")" >> "notes/env#.md"
                    done
                    git add notes && git commit -m "env#: $VERSION" && git push
                    ./publish --environment env# --version "$VERSION" --image "${input.DOCKER_REPO_NAME}"
                    echo "published $VERSION" > $SCRIPT_RESPONSE_FILE
                  username: ${var.notes-user}
                  password: ${var.notes-password}
                  host: notes.example.com
                  environmentVariables:
                    VERSION: ${Env #.Build it.output.exports.VERSION}
                  arguments: []
                  continueOnCommandFailure: false
              Approve:
                type: UserOperation
                preCondition: ${input.APPROVE} == "YES"
                input:
                  approvers:
                  - lead-env#
                  approverGroups: []
                  summary: ${name} ${input.DOCKER_TAG} to environment #, asked for by ${requestBy}
                  description: 'Inventory says: ${Env #.Look up.output.responseBody.state}'
                  sendemail: true
                  expiration: 3
                  expirationUnit: DAYS
              Roll-out 1:
                type: K8S
                endpoints:
                  kubernetesServer: cluster-#
                input:
                  action: APPLY
                  timeout: 15
                  filePath: ''
                  scmConstants: {}
                  yaml: |-
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: shop
                      namespace: env-#
                      annotations:
                        example.com/execution: ${executionId}
                        example.com/version: "${Env #.Build it.output.exports.VERSION}"
                    spec:
                      replicas: ${input.REPLICAS}
                      selector:
                        matchLabels:
                          app.kubernetes.io/name: shop
                      template:
                        metadata:
                          labels:
                            app.kubernetes.io/name: shop
                        spec:
                          containers:
                          - name: shop
                            image: ${input.DOCKER_REPO_NAME}:${input.DOCKER_TAG}
                            ports:
                            - containerPort: 8080
                            env:
                            - name: HOSTNAME
                              value: ${input.HOSTNAME}
                            - name: DATABASE_URL
                              value: ${var.database.url.env#}
                            readinessProbe:
                              httpGet:
                                path: /health/ready
                                port: 8080
                              periodSeconds: 5
                            livenessProbe:
                              httpGet:
                                path: /health/live
                                port: 8080
                              initialDelaySeconds: 20
                            resources:
                              requests:
                                cpu: 100m
                                memory: 256Mi
                              limits:
                                memory: 512Mi
              Check it:
                type: POLL
                ignoreFailure: true
                input:
                  url: https://${input.HOSTNAME}/env#/health
                  headers:
                    Authorization: Bearer ${Env #.Look up.output.responseBody.token}
                  exitCriteria:
                    success: statusCode == 200
                    failure: statusCode == 404
                  pollCount: 10
                  pollIntervalSeconds: 6

        """;

    private const string Tail = """
        notifications:
          email:
          - event: FAILURE
            to:
            - team-blue@example.com
            subject: ${name} ${executionIndex} failed
            body: ${statusMessage}
        tags:
        - shop

        """;

    public static string Of(int stages)
    {
        var text = new StringBuilder(Head);
        for (var stage = 1; stage <= stages; stage++)
        {
            text.Append(CultureInfo.InvariantCulture, $"- Env {stage}\n");
        }

        text.Append("stages:\n");
        for (var stage = 1; stage <= stages; stage++)
        {
            text.Append(Stage.Replace("#", stage.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.Append(Tail).ToString();
    }
}
