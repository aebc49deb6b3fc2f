using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Checks;

public sealed class ManifestTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicas: ${input.replicas}
          template:
            spec:
              containers:
              - name: web
                image: ${input.DOCKER_IMAGE_REF}
        """;

    [Fact]
    public void A_good_manifest_is_no_cause_to_say_anything() => Told(Deployment).ShouldBeEmpty();

    [Theory]
    [InlineData("  name: web", "   name: 'web", "19:", "error SW1301: Task 'T' of stage 'S': line 4 of the manifest is no YAML.")]
    [InlineData("replicas: ${input.replicas}", "replicas: a: b", "21:", "line 6 of the manifest is no YAML.")]
    [InlineData("kind: Deployment\n", "", "16:", "warning SW1302: Task 'T' of stage 'S': an object of the manifest has no 'kind'. Every object has 'apiVersion', 'kind' and 'metadata.name'.")]
    [InlineData("  name: web\n", "  labels: {a: b}\n", "16:", "a Deployment of the manifest has no 'metadata.name'.")]
    [InlineData("${input.DOCKER_IMAGE_REF}", "acme/web:1.0", "26:28: ", "warning SW1303: Task 'T' of stage 'S': Deployment 'web' runs 'acme/web:1.0', whatever was pushed. To deploy what was pushed write 'image: ${input.DOCKER_IMAGE_REF}'.")]
    [InlineData("${input.DOCKER_IMAGE_REF}", "acme/web:${input.replicas}", "26:28: ", "runs 'acme/web:${input.replicas}', whatever was pushed.")]
    public void What_is_wrong_in_a_manifest_is_told_at_its_line(string from, string to, string place, string says) =>
        Told(Deployment.Replace(from, to, StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.ShouldStartWith(place),
            d => d.ShouldContain(says));

    [Theory]
    [InlineData("acme/web:${input.DOCKER_TAG}")]
    [InlineData("'acme/web@${input.DOCKER_DIGEST}'")]
    [InlineData("${Before.Ask.output.responseBody.image}")]
    public void An_image_that_the_push_reaches_is_fine(string image) =>
        Told(Deployment.Replace("${input.DOCKER_IMAGE_REF}", image, StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void A_sidecar_may_be_fixed_beside_an_image_that_follows_the_push() =>
        Told(Deployment + "\n      - name: proxy\n        image: envoyproxy/envoy:v1.30.1").ShouldBeEmpty();

    [Fact]
    public void A_fixed_image_is_fine_where_no_push_starts_the_pipeline() =>
        Told(Deployment.Replace("${input.DOCKER_IMAGE_REF}", "acme/web:1.0", StringComparison.Ordinal), from: "DOCKER_TRIGGER", to: "GIT_TRIGGER").ShouldBeEmpty();

    [Theory]
    [InlineData("*/5 * * * *", true)]
    [InlineData("@daily", true)]
    [InlineData("@every 1h30m", true)]
    [InlineData("${input.schedule}", true)]
    [InlineData("61 * * * *", false)]
    [InlineData("every day", false)]
    public void The_schedule_of_a_cron_job_is_one(string schedule, bool isOne)
    {
        var told = Told($"apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: tidy\nspec:\n  schedule: \"{schedule}\"");

        if (isOne)
        {
            told.ShouldBeEmpty();
        }
        else
        {
            told.ShouldHaveSingleItem().ShouldStartWith($"21:25: error SW1304: Task 'T' of stage 'S': CronJob 'tidy' has the schedule '{schedule}', which is none.");
        }
    }

    [Theory]
    [InlineData("${input.schedule}")]
    [InlineData("apiVersion: v1\n  ${input.schedule}\nkind: x")]
    public void Nothing_is_said_of_a_manifest_that_comes_from_an_expression(string manifest) => Told(manifest).ShouldBeEmpty();

    [Fact]
    public void Several_documents_are_each_looked_at() =>
        Told(Deployment + "\n---\napiVersion: v1\nkind: Service\nmetadata: {}\n").ShouldHaveSingleItem().ShouldContain("a Service of the manifest has no 'metadata.name'");

    [Fact]
    public void A_manifest_in_quotes_is_told_by_its_own_line()
    {
        var quoted = Yaml("x").Replace("|\n            x", "\"apiVersion: v1\\r\\nkind: a: b\\r\\n\"", StringComparison.Ordinal);

        DocumentFile.Read(quoted).Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("15:17: error SW1301: Task 'T' of stage 'S': line 2 of the manifest is no YAML.");
    }

    private static IEnumerable<string> Told(string manifest, string from = "x", string to = "x") =>
        DocumentFile.Read(Yaml(manifest).Replace(from, to, StringComparison.Ordinal)).Diagnostics.Select(d => d.ToString());

    private static string Yaml(string manifest) => $$$"""
        project: P
        kind: PIPELINE
        name: N
        options: [DOCKER_TRIGGER]
        input: {replicas: 3, schedule: '', DOCKER_TAG: ''}
        stageOrder: [Before, S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T:
                type: K8S
                endpoints: {kubernetesServer: any}
                input:
                  yaml: |
                    {{{manifest.Replace("\n", "\n            ", StringComparison.Ordinal)}}}
                  action: APPLY
          Before:
            taskOrder: [Ask]
            tasks:
              Ask: {type: REST, input: {action: get, url: "http://a/${input.DOCKER_TAG}"}}

        """;
}
