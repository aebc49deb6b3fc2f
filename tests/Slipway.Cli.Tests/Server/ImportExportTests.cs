namespace Slipway.Cli.Tests.Server;

public sealed class ImportExportTests(LiveServer server)
{
    [Fact]
    public async Task What_is_wrong_in_a_file_is_told_with_its_place_and_the_other_files_are_imported()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "mixed");
        var bad = person.Write("in/a.yaml", Texts.Pipeline("A", project: "mixed").Replace("taskOrder: [Go]", "taskOrder: [Gone]", StringComparison.Ordinal));
        var good = person.Write("in/b.yaml", Texts.Pipeline("B", project: "mixed"));

        var run = await person.RunsAsync("import", person.At("in"));

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain($"{bad}:7:17: error SW1104: ");
        run.Lines[1].ShouldStartWith($"{bad}        REFUSED");
        run.Lines[2].ShouldStartWith($"{good}  B     CREATED");
    }

    [Fact]
    public async Task What_is_there_is_refused_by_create_and_replaced_by_apply()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "again");
        var text = Texts.Pipeline("A", project: "again");
        await person.TypesAsync(text, "import", "-", "--action", "create");

        (await person.TypesAsync(text, "import", "-", "--action", "create")).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(1),
            run => run.Error.ShouldStartWith("<stdin>: Project 'again' has a pipeline 'A' already."));
        (await person.TypesAsync(text, "import", "-")).Lines[1].ShouldStartWith("<stdin>  A     UPDATED");
    }

    [Fact]
    public async Task A_file_that_is_not_there_stops_everything()
    {
        using var person = await Person.SignedInAsync(server);

        (await person.RunsAsync("import", person.At("none.yaml"))).ShouldBe(new Run(2, "", $"slipway: cannot read {person.At("none.yaml")}: there is no such file or directory.\n"));
    }

    [Fact]
    public async Task Documents_go_into_another_project_when_asked()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "other: project");
        var file = person.Write("p.yaml", Texts.Pipeline("A", project: "nowhere"));

        await person.DoesAsync("import", file, "--project", "other: project");

        await person.DoesAsync("pipelines", "get", "other: project/A");
    }

    [Fact]
    public async Task What_was_exported_is_imported_again()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "round");
        await person.DoesAsync("import", person.Write("r.yaml", $"---\n{Texts.Pipeline("A", project: "round")}\n---\n{Texts.Pipeline("..B", project: "round")}"));

        var one = await person.DoesAsync("export", "--project", "round", "--pipelines", "A");
        one.Output.ShouldStartWith("---\nproject: round\nkind: PIPELINE\nname: A\n");
        one.Output.ShouldNotContain("..B");

        var files = await person.DoesAsync("export", "-p", "round", "-d", person.At("out"));
        files.Lines.ShouldBe([person.At("out/round/%2E.B.pipeline.yaml"), person.At("out/round/A.pipeline.yaml")], ignoreOrder: true);
        (await person.DoesAsync("import", person.At("out"))).Lines.Count(line => line.Contains("UPDATED", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_told_and_not_left_out()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "partly");
        await person.DoesAsync("import", person.Write("r.yaml", Texts.Pipeline("A", project: "partly")));

        (await person.RunsAsync("export", "-p", "partly", "--pipelines", "A,Z")).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(4),
            run => run.Output.ShouldBe(""),
            run => run.Error.ShouldContain("there is no 'Z' in project 'partly'"));
        (await person.RunsAsync("export", "-p", "empty")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task All_kinds_go_out_and_come_back_in_and_secrets_stay()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "kinds");
        await person.DoesAsync("projects", "create", "kinds-copy");
        await person.DoesAsync("variables", "create", "kinds/host", "--value", "a.example");
        (await person.TypesAsync("s3cret", "variables", "create", "kinds/key", "--type", "SECRET", "--value-stdin")).ExitCode.ShouldBe(0);
        (await person.TypesAsync("t0ken", "endpoints", "create", "kinds/Cluster", "--type", "k8s", "--property", "kubernetesURL=https://k8s.example", "--property-file", "token=-")).ExitCode.ShouldBe(0);
        await person.DoesAsync("import", person.Write("p.yaml", Texts.Pipeline("A", project: "kinds")));

        var exported = await person.DoesAsync("export", "-p", "kinds", "--pipelines", "--endpoints", "--variables", "host");

        exported.Output.ShouldNotContain("s3cret");
        exported.Output.ShouldNotContain("t0ken");
        exported.Lines.Where(line => line.StartsWith("kind: ", StringComparison.Ordinal)).ShouldBe(["kind: PIPELINE", "kind: ENDPOINT", "kind: VARIABLE"]);
        var copied = await person.TypesAsync(exported.Output.Replace("kubernetesURL", "token: t\n  kubernetesURL", StringComparison.Ordinal), "import", "-", "--project", "kinds-copy");
        copied.ExitCode.ShouldBe(0, copied.Error + copied.Output);
        (await person.DoesAsync("variables", "get", "kinds-copy/host", "-o", "json")).Output.ShouldContain("a.example");
    }
}
