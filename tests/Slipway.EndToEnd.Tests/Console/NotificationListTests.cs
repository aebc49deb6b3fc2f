using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class NotificationListTests(ConsoleWorld world)
{
    [Fact]
    public async Task The_page_of_an_execution_says_who_was_told_of_what_and_why_somebody_was_not()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await world.Client.ImportAsync(
            $$"""
            project: acme
            kind: PIPELINE
            name: Tell
            enabled: true
            input: {image: ''}
            output: {image: "${input.image}"}
            notifications:
              email:
              - {event: FAILURE, endpoint: Mail server, to: [ops@acme.example], subject: "${name}", body: "${status}"}
              webhook:
              - {event: FAILURE, stage: S, task: T, url: "{{world.Address}}health", payload: "${output.image}"}
              - {event: STARTED, url: "http://169.254.169.254/latest", payload: ''}
            stageOrder: [S]
            stages:
              S:
                taskOrder: [T]
                tasks:
                  T:
                    type: K8S
                    endpoints: {kubernetesServer: Cluster}
                    input: {action: GET, yaml: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nobody, namespace: default}"}

            """,
            cancellation);
        var started = await world.Client.PostAsync("/codestream/api/pipelines/acme/Tell/executions", new JsonObject(), cancellation);

        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync($"/executions/{started["executionId"]}");

        var lines = visitor.Page.Locator(".notices li");
        await Expect(lines).ToHaveCountAsync(3);
        await Expect(lines.Filter(new() { HasText = "Email to ops@acme.example: FAILED" })).ToContainTextAsync("attempt 2");
        await Expect(lines.Filter(new() { HasText = "169.254.169.254" })).ToContainTextAsync("Not sent");
        await Expect(lines.Filter(new() { HasText = "S.T" })).ToContainTextAsync("output.image");
        (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(1280);
        await visitor.ScreenshotAsync("execution-notifications");
        visitor.ShouldHaveNoErrors();
    }
}
