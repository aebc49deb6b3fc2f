using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

/// <summary>
/// Every form in which exported pipelines read what tasks of each type put out, with the keys that Code Stream documents, and names
/// that are easily taken for one another.
/// </summary>
public sealed class FormTests
{
    private static readonly BindingScope Scope = new()
    {
        Input = new Dictionary<string, JsonNode?>
        {
            ["DOCKER_TAG"] = "2.1",
            ["DOCKER_TAG_OLD"] = "2.0",
            ["DOCKER"] = JsonNode.Parse("""{"TAG":"nested"}"""),
            ["GIT_BRANCH_NAME"] = "main",
            ["New_Name"] = "Shop",
            ["a"] = JsonNode.Parse("""{"b":{"c":1},"b.c":2}"""),
            ["a.b"] = JsonNode.Parse("""{"c":3}"""),
            ["x[0]"] = "brackets",
            ["it's"] = "apostrophe",
            ["say \"x\""] = "quotes",
            ["status"] = "an input",
            ["output"] = "an input too",
            ["input"] = "the input",
            ["-"] = "dash",
            ["1"] = "one",
        },
        Variables = new Dictionary<string, Value>
        {
            ["CI_HOST"] = new("ci.example"),
            ["my-user-name"] = new("carol"),
            ["Chat URL of team_1"] = new("https://chat.example/t1"),
            ["portal password"] = new("pw-1234", IsSecret: true),
            ["REGISTRY_PATH"] = new("registry.example/shop"),
            ["registry"] = new("short"),
            ["registry.path"] = new("long"),
        },
        Globals = new Dictionary<string, JsonNode?>
        {
            ["name"] = "Ship",
            ["description"] = "Ships it",
            ["comments"] = "by hand",
            ["requestBy"] = "carol",
            ["executionId"] = "e-1",
            ["executionIndex"] = 12,
            ["executionUrl"] = "https://slipway.example/executions/e-1",
            ["status"] = "FAILED",
            ["statusMessage"] = "Ship it.Roll out: no such image",
        },
        Stages = new Dictionary<string, StageScope>
        {
            ["Ship it"] = new("RUNNING", new Dictionary<string, TaskScope>
            {
                ["Roll-out"] = new("COMPLETED", Json("""{"action":"APPLY","scmConstants":{"REGISTRY_PATH":"registry.example"}}"""), Json("""
                    {"response":{"failures":[],"deployments":{"web-1":{"kind":"Deployment","spec":{"replicas":3,"template":{"spec":{"containers":[{"image":"web:2.1"}]}}}}},
                     "namespaces":{"ns-01":{"metadata":{"labels":{"app.kubernetes.io/name":"web"}}}},"loadBalancers":{"web":{"ingress":[{"ip":"10.1.2.3"}]}}}}
                    """)),
                ["Roll"] = new("FAILED", null, Json("""{"out":{"status":"no"}}""")),
                ["Check (v1.2)"] = new("COMPLETED", Json("""{"url":"https://x"}"""), Json("""
                    {"responseCode":200,"responseHeaders":{"Authorization":"Bearer t0","x-request-id":"r-1"},"responseBody":"{\"refresh_token\":\"rt\",\"content\":[{\"id\":7}],\"totalElements\":1}",
                     "responseJson":{"access_token":"at"}}
                    """)),
                ["CI task"] = new("COMPLETED", null, Json("""{"exports":{"API_SERVER":"https://k8s","EMPTY":""},"artifacts":["build/web.tar"],"status":"COMPLETED"}""")),
                ["Shell"] = new("COMPLETED", Json("""{"arguments":["-v","x y"],"environmentVariables":{"K":"V"}}"""), Json("""{"response":"{\"vm\":{\"ip\":\"10.0.0.9\"}}","exitCode":0,"errorMessage":null,"completed":true}""")),
                ["Wait"] = new("COMPLETED", null, Json("""{"iterationCount":4,"pollCount":10,"responseJson":{"state":"DONE"},"processedUrl":"https://x/1"}""")),
                ["Ask"] = new("COMPLETED", null, Json("""{"respondedBy":"dave","responderRoles":["ADMIN","USER"],"index":3,"comments":"go"}""")),
                ["VM"] = new("COMPLETED", null, Json("""{"deploymentId":"d-9","deploymentDetails":{"resources":{"Cloud_VM_1":{"address":"10.0.0.7"}}}}""")),
                ["Flow"] = new("COMPLETED", null, Json("""{"properties":{"yamlOutput":"kind: X","number of nodes":5}}""")),
            }),
            ["Ship"] = new("COMPLETED", new Dictionary<string, TaskScope> { ["Roll-out"] = new("SKIPPED", null, null) }),
            ["v1.2"] = new("WAITING", new Dictionary<string, TaskScope> { ["3.4"] = new("COMPLETED", null, Json("""{"5.6":"seven"}""")) }),
            ["input"] = new("PAUSED", new Dictionary<string, TaskScope> { ["New_Name"] = new("PAUSED", null, null) }),
            ["name"] = new("CANCELED", new Dictionary<string, TaskScope>()),
        },
    };

    [Theory]
    // Kubernetes.
    [InlineData("${Ship it.Roll-out.output.response.deployments.web-1.spec.replicas}", "3")]
    [InlineData("${Ship it.Roll-out.output.response.deployments.web-1.spec.template.spec.containers[0].image}", "\"web:2.1\"")]
    [InlineData("${Ship it.Roll-out.output.response.loadBalancers.web.ingress[0].ip}", "\"10.1.2.3\"")]
    [InlineData("${Ship it.Roll-out.output.response.namespaces.ns-01.metadata.labels.app.kubernetes.io/name}", "\"web\"")]
    [InlineData("${Ship it.Roll-out.output.response.failures}", "[]")]
    [InlineData("${Ship it.Roll-out.input.action}", "\"APPLY\"")]
    [InlineData("${Ship it.Roll-out.input.scmConstants.REGISTRY_PATH}", "\"registry.example\"")]
    [InlineData("${Ship it.Roll-out.output.status}", "\"COMPLETED\"")]
    // REST and POLL.
    [InlineData("${Ship it.Check (v1.2).output.responseCode}", "200")]
    [InlineData("${Ship it.Check (v1.2).output.responseHeaders.Authorization}", "\"Bearer t0\"")]
    [InlineData("${Ship it.Check (v1.2).output.responseHeaders.x-request-id}", "\"r-1\"")]
    [InlineData("${Ship it.Check (v1.2).output.responseBody.refresh_token}", "\"rt\"")]
    [InlineData("${Ship it.Check (v1.2).output.responseBody.content[0].id}", "7")]
    [InlineData("${Ship it.Check (v1.2).output.responseBody.content}", "[{\"id\":7}]")]
    [InlineData("${Ship it.Check (v1.2).output.responseJson.access_token}", "\"at\"")]
    [InlineData("{\"refreshToken\": \"${Ship it.Check (v1.2).output.responseBody.refresh_token}\"}", "\"{\\\"refreshToken\\\": \\\"rt\\\"}\"")]
    [InlineData("https://${var.CI_HOST}/api/${Ship it.Check (v1.2).output.responseBody.content[0].id}", "\"https://ci.example/api/7\"")]
    [InlineData("${Ship it.Check (v1.2).input.url}", "\"https://x\"")]
    [InlineData("${Ship it.Wait.output.iterationCount}", "4")]
    [InlineData("${Ship it.Wait.output.responseJson.state}", "\"DONE\"")]
    // CI, SSH, PowerShell.
    [InlineData("${Ship it.CI task.output.exports.API_SERVER}", "\"https://k8s\"")]
    [InlineData("[${Ship it.CI task.output.exports.EMPTY}]", "\"[]\"")]
    [InlineData("${Ship it.CI task.output.artifacts[0]}", "\"build/web.tar\"")]
    [InlineData("${Ship it.Shell.output.response.vm.ip}", "\"10.0.0.9\"")]
    [InlineData("${Ship it.Shell.output.exitCode}", "0")]
    [InlineData("${Ship it.Shell.output.completed}", "true")]
    [InlineData("${Ship it.Shell.output.errorMessage}", "null")]
    [InlineData("${Ship it.Shell.input.arguments[1]}", "\"x y\"")]
    [InlineData("${Ship it.Shell.input.environmentVariables.K}", "\"V\"")]
    // User operations, templates, workflows, integrations.
    [InlineData("${Ship it.Ask.output.respondedBy}", "\"dave\"")]
    [InlineData("${Ship it.Ask.output.responderRoles[1]}", "\"USER\"")]
    [InlineData("${Ship it.VM.output.deploymentDetails.resources.Cloud_VM_1.address}", "\"10.0.0.7\"")]
    [InlineData("${Ship it.VM.output.deploymentId}", "\"d-9\"")]
    [InlineData("${Ship it.Flow.output.properties.yamlOutput}", "\"kind: X\"")]
    [InlineData("${Ship it.Flow.output.properties.number of nodes}", "5")]
    // Variables, inputs and single words.
    [InlineData("${var.my-user-name}:${var.portal password}", "\"carol:pw-1234\"")]
    [InlineData("${var.Chat URL of team_1}", "\"https://chat.example/t1\"")]
    [InlineData("${var.REGISTRY_PATH}:${input.DOCKER_TAG}", "\"registry.example/shop:2.1\"")]
    [InlineData("${input.New_Name} ${input.GIT_BRANCH_NAME}", "\"Shop main\"")]
    [InlineData("${name} ${executionUrl} ${executionIndex} ${executionId} ${requestBy} ${status} ${statusMessage}", "\"Ship https://slipway.example/executions/e-1 12 e-1 carol FAILED Ship it.Roll out: no such image\"")]
    [InlineData("${description} / ${comments}", "\"Ships it / by hand\"")]
    // Names that are prefixes of one another, or words that mean something else.
    [InlineData("${input.DOCKER_TAG} ${input.DOCKER_TAG_OLD} ${input.DOCKER.TAG}", "\"2.1 2.0 nested\"")]
    [InlineData("${var.registry} ${var.registry.path}", "\"short long\"")]
    [InlineData("${Ship.status} ${Ship it.status}", "\"COMPLETED RUNNING\"")]
    [InlineData("${Ship.Roll-out.status} ${Ship it.Roll-out.status} ${Ship it.Roll.status}", "\"SKIPPED COMPLETED FAILED\"")]
    [InlineData("${Ship it.Roll.output.out.status}", "\"no\"")]
    [InlineData("${name} ${name.status}", "\"Ship CANCELED\"")]
    [InlineData("${v1.2.status} ${v1.2.3.4.status} ${v1.2.3.4.output.5.6}", "\"WAITING COMPLETED seven\"")]
    [InlineData("${input.a.b.c}", "3")]
    [InlineData("${input[\"a\"].b.c}", "1")]
    [InlineData("${input[\"a\"][\"b.c\"]}", "2")]
    [InlineData("${input[\"a.b\"].c}", "3")]
    [InlineData("${input[\"x[0]\"]} ${input['it\\'s']}", null)]
    [InlineData("${input[\"x[0]\"]} ${input[\"it's\"]} ${input['say \"x\"']}", "\"brackets apostrophe quotes\"")]
    [InlineData("${input.it's} ${input.say \"x\"}", "\"apostrophe quotes\"")]
    [InlineData("${input.status} ${input.output} ${input.input}", "\"an input an input too the input\"")]
    [InlineData("${input.New_Name.status}", null)]
    [InlineData("${input[\"New_Name\"]} ${input.status}", "\"Shop an input\"")]
    [InlineData("${input.-}${input.1}", "\"dashone\"")]
    // Dollars that are none of ours.
    [InlineData("$${NAME}", "\"$${NAME}\"")]
    [InlineData("$$$${X}", "\"$$$${X}\"")]
    [InlineData("$$${X}", "\"$$${X}\"")]
    [InlineData("$${NAME}:${input.DOCKER_TAG}$${NAME}", "\"$${NAME}:2.1$${NAME}\"")]
    [InlineData("image: $${REGISTRY_PATH}/$${IMAGE}:$${TAG}", "\"image: $${REGISTRY_PATH}/$${IMAGE}:$${TAG}\"")]
    [InlineData("${input.DOCKER_TAG}${input.DOCKER_TAG}", "\"2.12.1\"")]
    [InlineData("$$ $ {input.DOCKER_TAG} $(input.DOCKER_TAG) $1", "\"$$ $ {input.DOCKER_TAG} $(input.DOCKER_TAG) $1\"")]
    [InlineData("${HOME}", null)]
    [InlineData("echo ${HOME} $HOME", null)]
    [InlineData("${HOME:-/root}", null)]
    [InlineData("${#ARRAY}", null)]
    public void A_form_becomes(string template, string? json)
    {
        var result = Binder.Bind(JsonValue.Create(template), Scope);

        if (json is null)
        {
            result.Errors.ShouldHaveSingleItem();
            return;
        }

        result.Errors.ShouldBeEmpty();
        JsonNode.DeepEquals(result.Json, JsonNode.Parse(json)).ShouldBeTrue(result.Json?.ToJsonString());
    }

    [Theory]
    [InlineData("${Ship it.Check (v1.2).output.responseCode} == 200", true)]
    [InlineData("${Ship it.Check (v1.2).output.responseBody.totalElements} > 0", true)]
    [InlineData("\"${Ship it.CI task.output.exports.API_SERVER}\" != \"null\"", true)]
    [InlineData("\"${Ship it.CI task.output.exports.MISSING}\" == \"null\"", true)]
    [InlineData("\"${Ship.Roll-out.output.response}\" == \"null\"", true)]
    [InlineData("${Ship.Roll-out.status} == \"SKIPPED\" && ${Ship it.Roll-out.status} == \"COMPLETED\"", true)]
    [InlineData("${Ship it.status} != 'FAILED'\n&&\n${requestBy} != \"admin\"", true)]
    [InlineData("${Ship it.Ask.output.respondedBy} == dave", true)]
    [InlineData("${Ship it.Shell.output.exitCode} == 0 && ${Ship it.Shell.output.errorMessage} == null", true)]
    [InlineData("${Ship it.Shell.output.completed}", true)]
    [InlineData("${input.DOCKER_TAG} >= 2.0 && ${input.GIT_BRANCH_NAME} == \"main\"", true)]
    [InlineData("\"${input.GIT_BRANCH_NAME}-${input.DOCKER_TAG}\" == \"main-2.1\"", true)]
    [InlineData("\"$${NAME}\" == '$${NAME}'", true)]
    [InlineData("${input[\"x[0]\"]} == 'brackets'", true)]
    [InlineData("${input[\"it's\"]} == \"apostrophe\"", true)]
    public void A_condition_over_them_comes_to(string condition, bool holds) => Condition.Evaluate(condition, Scope).ShouldBe(new ConditionResult(holds));

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();
}
