namespace Slipway.Cli.Tests.Server;

public sealed class ApprovalTests(LiveServer server)
{
    private const string Asking = "type: UserOperation\n        input: {summary: 'Ship it?'}";

    [Fact]
    public async Task What_a_pipeline_asks_is_listed_suggested_approved_and_rejected()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "asks");
        await person.DoesAsync("import", person.Write("a.yaml", Texts.Pipeline("Release", Asking, "enabled: true", project: "asks")));
        await person.DoesAsync("pipelines", "run", "asks/Release");
        await person.DoesAsync("pipelines", "run", "asks/Release");
        string[] names;
        do
        {
            names = [.. (await person.DoesAsync("approvals", "list", "-p", "asks", "--filter", "status eq 'ACTIVE'", "-o", "name")).Lines];
        }
        while (names.Length < 2);

        (await person.DoesAsync("complete", "--word=asks/", "--", "approvals", "approve")).Lines.ShouldBe(names, ignoreOrder: true);
        (await person.DoesAsync("approvals", "approve", names[0], "--comment", "The tests are green")).Output.ShouldBe($"approval {names[0]} approved\n");
        (await person.DoesAsync("approvals", "reject", names[1].Split('/')[1], "-p", "asks")).Output.ShouldBe($"approval {names[1]} rejected\n");

        var late = await person.RunsAsync("approvals", "approve", names[1]);
        late.ExitCode.ShouldBe(6);
        late.Error.ShouldContain("was rejected by ");
        (await person.DoesAsync("approvals", "get", names[0])).Output.ShouldMatch("responseMessage +The tests are green\n");
        (await person.RunsAsync("approvals", "approve", "asks/000000")).ExitCode.ShouldBe(4);
    }
}
