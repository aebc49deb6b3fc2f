using System.Text.Json.Nodes;

namespace Slipway.Cli.Tests.Server;

public sealed class ResourceTests(LiveServer server)
{
    [Fact]
    public async Task A_project_that_is_there_is_a_conflict()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "twice", "--description", "Once");

        (await person.RunsAsync("projects", "create", "twice")).ShouldBe(new Run(6, "", "slipway: There is a project 'twice' already.\n"));
        (await person.DoesAsync("projects", "get", "twice")).Output.ShouldContain("description  Once\n");
        (await person.DoesAsync("projects", "list", "--filter", "name eq 'twice'")).Lines.ShouldBe(["NAME   DESCRIPTION", "twice  Once"]);
        (await person.RunsAsync("projects", "get", "none")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_variable_is_made_changed_and_deleted()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "vars");

        await person.DoesAsync("variables", "create", "host", "-p", "vars", "--value", "a.example", "--description", "Where");
        (await person.DoesAsync("variables", "update", "vars/host", "--value", "b.example")).Output.ShouldBe("variable vars/host updated\n");
        (await person.DoesAsync("variables", "list", "-p", "vars")).Lines.ShouldBe(["PROJECT  NAME  TYPE     VALUE      DESCRIPTION", "vars     host  REGULAR  b.example  Where"]);
        await person.DoesAsync("variables", "delete", "vars/host");
        (await person.RunsAsync("variables", "get", "vars/host")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_secret_comes_by_standard_input_and_is_never_an_argument()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "secrets");

        (await person.RunsAsync("variables", "create", "secrets/key", "--type", "secret", "--value", "s3cret")).ShouldSatisfyAllConditions(
            refused => refused.ExitCode.ShouldBe(2),
            refused => refused.Error.ShouldNotContain("s3cret"));
        (await person.TypesAsync("s3cret\n", "variables", "create", "secrets/key", "--type", "secret", "--value-stdin")).ExitCode.ShouldBe(0);
        (await person.RunsAsync("variables", "update", "secrets/key", "--value", "other")).ExitCode.ShouldBe(2);
        await person.DoesAsync("variables", "update", "secrets/key", "--description", "The key");

        var shown = JsonNode.Parse((await person.DoesAsync("variables", "get", "secrets/key", "-o", "json")).Output)!;
        shown["value"]!.ToString().ShouldBe("******");
        shown["description"]!.ToString().ShouldBe("The key");
    }

    [Fact]
    public async Task What_is_new_says_in_which_project()
    {
        using var person = await Person.SignedInAsync(server);

        (await person.RunsAsync("variables", "create", "lost", "--value", "x")).ShouldBe(new Run(2, "", "slipway: in which project? Write PROJECT/lost, or use --project.\n"));
        (await person.RunsAsync("variables", "create", "a/lost", "-p", "b", "--value", "x")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task An_endpoint_s_secret_comes_from_a_file_and_one_that_was_an_argument_is_warned_of()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "ends");
        string[] create = ["endpoints", "create", "--type", "k8s", "--property", "kubernetesURL=https://k8s.example", "--property", "authType=token"];

        (await person.TypesAsync("t0ken\n", [.. create, "ends/safe", "--property-file", "token=-"])).ShouldBe(new Run(0, "endpoint ends/safe created\n", ""));
        var unsafe_ = await person.DoesAsync([.. create, "ends/unsafe", "--property", "token=t0ken"]);

        unsafe_.Error.ShouldStartWith("warning: property 'token' is a secret and was an argument");
        unsafe_.Error.ShouldNotContain("t0ken");
        (await person.DoesAsync("endpoints", "get", "ends/safe")).Output.ShouldContain("properties.token          ******\n");
        (await person.DoesAsync("endpoints", "list", "-p", "ends", "-o", "name")).Output.ShouldBe("ends/safe\nends/unsafe\n");
        (await person.DoesAsync("endpoints", "delete", "ends/safe", "ends/unsafe")).Output.ShouldBe("endpoint ends/safe deleted\nendpoint ends/unsafe deleted\n");
    }

    [Fact]
    public async Task Nothing_is_deleted_when_one_of_several_is_not_there()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "slip");
        await person.DoesAsync("variables", "create", "slip/a", "--value", "x");

        (await person.RunsAsync("variables", "delete", "slip/a", "slip/b")).ExitCode.ShouldBe(4);
        await person.DoesAsync("variables", "get", "slip/a");
    }

    [Theory]
    [InlineData("webhooks")]
    [InlineData("events")]
    public async Task Lists_of_nothing_are_a_title_and_nothing_else(string noun)
    {
        using var person = await Person.SignedInAsync(server);

        await person.DoesAsync("projects", "create", $"no {noun}");

        (await person.DoesAsync(noun, "list", "--project", $"no {noun}")).Lines.Count.ShouldBe(1);
        (await person.DoesAsync(noun, "list", "--project", $"no {noun}", "-o", "json")).Output.ShouldBe("[]\n");
    }

    [Fact]
    public async Task An_endpoint_is_changed_and_keeps_what_is_not_given()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "change");
        (await person.TypesAsync("t0ken", "endpoints", "create", "change/E", "--type", "k8s", "--property", "kubernetesURL=https://a.example", "--property-file", "token=-", "--description", "Old")).ExitCode.ShouldBe(0);

        (await person.DoesAsync("endpoints", "update", "change/E", "--property", "kubernetesURL=https://a.example/cluster")).Output.ShouldBe("endpoint change/E updated\n");

        var shown = JsonNode.Parse((await person.DoesAsync("endpoints", "get", "change/E", "-o", "json")).Output)!;
        shown["properties"]!["kubernetesURL"]!.ToString().ShouldBe("https://a.example/cluster");
        shown["properties"]!["token"]!.ToString().ShouldBe("******");
        shown["description"]!.ToString().ShouldBe("Old");
    }

    [Fact]
    public async Task A_project_that_is_in_use_is_kept_and_its_users_are_named()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "leave");
        await person.DoesAsync("variables", "create", "leave/a", "--value", "x");

        var refused = await person.RunsAsync("projects", "delete", "leave");
        refused.ExitCode.ShouldBe(6);
        refused.Error.ShouldContain("variable");

        await person.DoesAsync("variables", "delete", "leave/a");
        (await person.DoesAsync("projects", "delete", "leave", "--purge")).Output.ShouldBe("project leave deleted\n");
        (await person.RunsAsync("projects", "get", "leave")).ExitCode.ShouldBe(4);
    }
}
