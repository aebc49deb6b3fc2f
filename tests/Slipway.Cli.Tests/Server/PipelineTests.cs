using System.Text.Json.Nodes;

namespace Slipway.Cli.Tests.Server;

public sealed class PipelineTests(LiveServer server)
{
    /// <summary>A task that ends at once: its condition does not hold.</summary>
    private const string Skipped = "type: REST\n        preCondition: '1 == 2'\n        input: {action: get, url: 'http://127.0.0.1:1'}";

    /// <summary>A task that fails at once: nobody listens there.</summary>
    private const string Failing = "type: REST\n        input: {action: get, url: 'http://127.0.0.1:1'}";

    [Fact]
    public async Task A_pipeline_is_imported_listed_run_watched_and_deleted()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "walk", "--description", "A walk through");
        var file = person.Write("deploy.yaml", Texts.Pipeline("Deploy web", Skipped, "enabled: true", project: "walk"));

        (await person.DoesAsync("import", file, "--action", "create")).Lines[1].ShouldStartWith($"{file}  Deploy web  CREATED");
        (await person.DoesAsync("pipelines", "list", "-p", "walk")).Lines[1].ShouldStartWith("walk     Deploy web  ENABLED  1       10");
        (await person.DoesAsync("pipelines", "list", "-p", "walk", "-o", "name")).Output.ShouldBe("walk/Deploy web\n");

        var run = await person.DoesAsync("pipelines", "run", "walk/Deploy web", "--comment", "because", "--follow");
        run.Lines[0].ShouldStartWith("  One.Go  SKIPPED");
        run.Lines[^1].ShouldStartWith("execution walk/Deploy web#1 COMPLETED");
        (await person.DoesAsync("executions", "get", "Deploy web#1", "-p", "walk")).Output.ShouldMatch("comments +because\n");
        (await person.DoesAsync("executions", "watch", "walk/Deploy web")).Output.ShouldContain("COMPLETED");
        JsonNode.Parse((await person.DoesAsync("executions", "list", "-p", "walk", "-o", "json")).Output)!.AsArray().Count.ShouldBe(1);

        (await person.RunsAsync("executions", "delete", "walk/Deploy web")).ExitCode.ShouldBe(2);
        (await person.DoesAsync("executions", "delete", "walk/Deploy web#1")).Output.ShouldBe("execution walk/Deploy web#1 deleted\n");
        (await person.RunsAsync("executions", "get", "walk/Deploy web#1")).ExitCode.ShouldBe(4);

        (await person.DoesAsync("pipelines", "delete", "walk/Deploy web")).Output.ShouldBe("pipeline walk/Deploy web deleted\n");
        (await person.RunsAsync("pipelines", "get", "walk/Deploy web"))
            .ShouldBe(new Run(4, "", "slipway: there is no pipeline 'walk/Deploy web'. 'slipway pipelines list' shows what there is.\n"));
    }

    [Fact]
    public async Task An_execution_that_fails_is_a_failure_of_the_command()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "fails");
        await person.DoesAsync("import", person.Write("f.yaml", Texts.Pipeline("Fail", Failing, "enabled: true", project: "fails")));

        var run = await person.RunsAsync("pipelines", "run", "Fail", "-p", "fails", "--wait", "-o", "json");

        run.ExitCode.ShouldBe(1);
        JsonNode.Parse(run.Output)!["status"]!.ToString().ShouldBe("FAILED");
        (await person.RunsAsync("executions", "watch", "fails/Fail#1")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_tasks_wrote_is_shown_and_followed_to_the_end()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "logged");
        await person.DoesAsync("import", person.Write("l.yaml", Texts.Pipeline("Fail", Failing, "enabled: true", project: "logged")));
        await person.RunsAsync("pipelines", "run", "Fail", "-p", "logged", "--wait");

        var log = await person.DoesAsync("executions", "logs", "logged/Fail");
        log.Lines[0].ShouldEndWith("Z [One.Go] Task type REST, attempt 1.");
        log.Output.ShouldContain("Z [One.Go] Failed: This server has no task type 'REST'.");
        log.Output.ShouldNotContain("\u001b");
        (await person.DoesAsync("executions", "logs", "logged/Fail#1", "--follow")).Output.ShouldBe(log.Output);
        (await person.DoesAsync("executions", "logs", "logged/Fail#1", "--task", "One.Go", "-f")).Output.ShouldContain("Z Failed: This server");
        (await person.DoesAsync("executions", "logs", "logged/Fail#1", "--attempt", "2")).Output.ShouldBeEmpty();
        foreach (var follow in (string[][])[[], ["--follow"]])
        {
            JsonNode.Parse((await person.DoesAsync(["executions", "logs", "logged/Fail", "-o", "json", .. follow])).Lines[0])!["lines"]!.AsArray().ShouldNotBeEmpty();
        }

        (await person.RunsAsync("executions", "logs", "logged/Fail", "--task", "Go")).ShouldBe(new Run(4, "", "slipway: logged/Fail#1 has no task 'Go'. It has: One.Go.\n"));
        (await person.RunsAsync("executions", "logs", "logged/Fail", "-o", "yaml")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Inputs_reach_the_execution_and_what_is_no_input_is_wrong_usage()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "inputs");
        await person.DoesAsync("import", person.Write("i.yaml", Texts.Pipeline("Take", Skipped, "enabled: true\ninput: {TAG: latest, HOST: a}", project: "inputs")));

        var run = await person.DoesAsync("pipelines", "run", "inputs/Take", "--input", "TAG=1=2", "-i", "HOST=b c", "--wait", "-o", "json");

        JsonNode.Parse(run.Output)!["input"]!.ToJsonString().ShouldBe("""{"TAG":"1=2","HOST":"b c"}""");
        (await person.RunsAsync("pipelines", "run", "inputs/Take", "--input", "secret")).ShouldSatisfyAllConditions(
            wrong => wrong.ExitCode.ShouldBe(2),
            wrong => wrong.Error.ShouldStartWith("--input: must be KEY=VALUE, and one is not."));
    }

    [Fact]
    public async Task States_are_switched()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "states");
        await person.DoesAsync("import", person.Write("s.yaml", Texts.Pipeline("S", Skipped, "enabled: true", project: "states")));

        (await person.DoesAsync("pipelines", "disable", "states/S")).Output.ShouldBe("pipeline states/S is DISABLED\n");
        (await person.RunsAsync("pipelines", "release", "states/S")).ShouldBe(new Run(1, "", "slipway: state: a pipeline must be ENABLED before it can be RELEASED.\n"));
        await person.DoesAsync("pipelines", "enable", "states/S");
        (await person.DoesAsync("pipelines", "release", "states/S")).Output.ShouldBe("pipeline states/S is RELEASED\n");
    }

    [Fact]
    public async Task A_name_that_two_projects_have_asks_which()
    {
        using var person = await Person.SignedInAsync(server);
        foreach (var project in (string[])["twin-a", "twin-b"])
        {
            await person.DoesAsync("projects", "create", project);
            await person.DoesAsync("import", person.Write($"{project}.yaml", Texts.Pipeline("Twin", Skipped, project: project)));
        }

        (await person.RunsAsync("pipelines", "delete", "Twin"))
            .ShouldBe(new Run(2, "", "slipway: several pipelines are called 'Twin': twin-a/Twin, twin-b/Twin. Say which, with PROJECT/NAME or --project.\n"));
        var id = JsonNode.Parse((await person.DoesAsync("pipelines", "get", "twin-b/Twin", "-o", "json")).Output)!["id"]!.ToString();
        (await person.DoesAsync("pipelines", "get", id, "-o", "name")).Output.ShouldBe("twin-b/Twin\n");
    }

    [Fact]
    public async Task A_list_goes_page_by_page_or_all_the_way()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "pages");
        await person.DoesAsync("import", person.Write("p.yaml", string.Concat(Enumerable.Range(10, 5).Select(n => "---\n" + Texts.Pipeline($"P{n}", Skipped, project: "pages")))));

        (await person.DoesAsync("pipelines", "list", "-p", "pages", "--top", "2", "--skip", "1", "-o", "name")).Output.ShouldBe("pages/P11\npages/P12\n");
        (await person.DoesAsync("pipelines", "list", "-p", "pages", "--all", "--order", "name desc", "-o", "name")).Lines.Count.ShouldBe(5);
        (await person.DoesAsync("pipelines", "list", "--filter", "project eq 'pages'", "--filter", "startswith(name, 'P13')", "-o", "name")).Output.ShouldBe("pages/P13\n");
        (await person.RunsAsync("pipelines", "list", "--filter", "nonsense")).ShouldSatisfyAllConditions(
            wrong => wrong.ExitCode.ShouldBe(1),
            wrong => wrong.Error.ShouldStartWith("slipway: $filter: "));
        (await person.RunsAsync("pipelines", "list", "--all", "--top", "3")).ExitCode.ShouldBe(2);
        (await person.RunsAsync("pipelines", "list", "--top", "-3")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_hostile_name_holds_never_reaches_the_terminal_raw()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "hostile");
        await person.DoesAsync("import", person.Write("h.yaml", Texts.Pipeline("H", Skipped, "description: \"\\e[31mred\\u202Eder\\nnext\"", project: "hostile")));

        foreach (var format in (string[])["table", "json", "yaml", "name"])
        {
            (await person.DoesAsync("pipelines", "get", "hostile/H", "-o", format)).Output.ShouldNotContain('\e');
        }

        (await person.DoesAsync("pipelines", "get", "hostile/H")).Output.ShouldContain("description  \\u001B[31mred\\u202Eder\n             next\n");
    }

    [Fact]
    public async Task Json_is_the_api_s_document_and_yaml_the_same()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "formats");
        await person.DoesAsync("import", person.Write("f.yaml", Texts.Pipeline("F", Skipped, project: "formats")));
        using var api = await server.AdministratorAsync();

        var json = JsonNode.Parse((await person.DoesAsync("pipelines", "get", "formats/F", "-o", "json")).Output)!;

        JsonNode.DeepEquals(json, await api.GetAsync("/codestream/api/pipelines/formats/F", TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await person.DoesAsync("pipelines", "get", "formats/F", "-o", "yaml")).Output.ShouldStartWith("---\nproject: formats\nkind: PIPELINE\nname: F\n");
    }

    [Fact]
    public async Task A_role_that_does_not_allow_it_is_told_apart_from_what_is_not_there()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "roles");
        await person.DoesAsync("import", person.Write("r.yaml", Texts.Pipeline("R", Skipped, project: "roles")));
        using var api = await server.AdministratorAsync();
        await api.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "vera", ["password"] = LiveServer.Password, ["email"] = "vera@acme.example" }, TestContext.Current.CancellationToken);
        using var vera = new Person();
        (await vera.TypesAsync(LiveServer.Password, "login", "--server", server.Address.ToString(), "-u", "vera", "--password-stdin")).ExitCode.ShouldBe(0);

        (await vera.RunsAsync("pipelines", "delete", "roles/R")).ExitCode.ShouldBe(4);
        (await person.DoesAsync("projects", "members", "set", "roles", "vera", "viewer")).Output.ShouldBe("vera is viewer of roles\n");
        (await vera.RunsAsync("pipelines", "delete", "roles/R")).ExitCode.ShouldBe(5);
        (await person.DoesAsync("projects", "members", "list", "roles")).Lines.ShouldContain("vera  viewer");
        await person.DoesAsync("projects", "members", "remove", "roles", "vera");
        (await vera.RunsAsync("pipelines", "delete", "roles/R")).ExitCode.ShouldBe(4);
    }
}
