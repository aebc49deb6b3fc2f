using System.Text.Json.Nodes;

namespace Slipway.Cli.Tests.Server;

/// <summary>Webhooks and events at the command line.</summary>
public sealed class TriggerTests(LiveServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_is_tried_shown_switched_and_deleted_and_its_events_are_looked_into_and_replayed()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "triggers");
        await person.DoesAsync("endpoints", "create", "triggers/registry", "--type", "dockerRegistry", "--property", "serverType=Registry", "--property", "repoUrl=https://registry.acme.example/acme/web");
        await person.DoesAsync("import", person.Write("all.yaml", """
            project: triggers
            kind: PIPELINE
            name: Deploy
            enabled: true
            options: [DOCKER_TRIGGER]
            input: {DOCKER_TAG: ''}
            stageOrder: []
            stages: {}
            ---
            project: triggers
            kind: DOCKER_WEBHOOK
            name: web
            endpoint: registry
            pipeline: Deploy
            tagNamePattern: 'semver:>=1.4 <2'
            secretToken: a-secure-token-for-cli-tests
            proof: 'OFF'
            reconcile: false
            enabled: true
            """));

        (await person.DoesAsync("webhooks", "test", "triggers/web", "registry.acme.example/acme/web:1.5.0")).Output.ShouldContain("outcome           STARTED\n");
        (await person.DoesAsync("webhooks", "test", "triggers/web", "registry.acme.example/acme/web:2.0.0")).Output.ShouldContain("does not match the tag filter 'semver:>=1.4 <2'");
        var hook = JsonNode.Parse((await person.DoesAsync("webhooks", "hook", "triggers/web", "-o", "json")).Output)!;
        hook["url"]!.ToString().ShouldEndWith("/pipelines/api/docker-hub-webhooks?secureToken=a-secure-token-for-cli-tests");
        hook["paste"]!.ToString().ShouldContain($"url: {hook["url"]}\n");
        (await person.DoesAsync("webhooks", "check", "triggers/web")).Output.ShouldContain("hookRepairs  0\n");

        using var http = new HttpClient();
        using var push = new StringContent("""{"events":[{"id":"a","action":"push","target":{"mediaType":"application/vnd.oci.image.manifest.v1+json","repository":"acme/web","tag":"1.5.0"},"request":{"host":"registry.acme.example"}}]}""");
        (await http.PostAsync(hook["url"]!.ToString(), push, Cancellation)).EnsureSuccessStatusCode();
        var line = await FirstEventAsync(person);
        line["outcome"]!.ToString().ShouldBe("STARTED");
        (await person.DoesAsync("events", "delivery", line["id"]!.ToString())).Output.ShouldContain("registry.acme.example");
        await person.DoesAsync("events", "replay", line["id"]!.ToString());

        (await person.DoesAsync("webhooks", "disable", "triggers/web")).Output.ShouldBe("webhook triggers/web is disabled\n");
        (await person.DoesAsync("webhooks", "enable", "triggers/web")).Output.ShouldBe("webhook triggers/web is enabled\n");
        (await person.DoesAsync("webhooks", "delete", "triggers/web")).Output.ShouldBe("webhook triggers/web deleted\n");
    }

    private static async Task<JsonObject> FirstEventAsync(Person person)
    {
        while (true)
        {
            if (JsonNode.Parse((await person.DoesAsync("events", "list", "-p", "triggers", "-o", "json")).Output) is JsonArray { Count: > 0 } lines)
            {
                return lines[0]!.AsObject();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
        }
    }
}
