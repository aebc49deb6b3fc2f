using System.Diagnostics;

namespace Slipway.Cli.Tests.Server;

public sealed class CompletionTests(LiveServer server)
{
    [Fact]
    public async Task Words_of_the_command_line_are_suggested()
    {
        using var person = new Person();

        (await SuggestAsync(person, "pi")).Output.ShouldBe("pipelines\n");
        (await SuggestAsync(person, "--fo", "pipelines", "run")).Output.ShouldBe("--follow\n");
        (await SuggestAsync(person, "", "pipelines")).Lines.ShouldContain("run");
        (await SuggestAsync(person, "", "validate")).Output.ShouldBe("");
        (await SuggestAsync(person, "", "completion")).Lines.ShouldBe(["bash", "fish", "powershell", "zsh"], ignoreOrder: true);
        (await SuggestAsync(person, "", "projects", "list", "-o")).Lines.ShouldContain("yaml");
    }

    [Fact]
    public async Task Names_come_from_the_server()
    {
        using var person = await Person.SignedInAsync(server);
        await person.DoesAsync("projects", "create", "suggest it");
        await person.DoesAsync("import", person.Write("s.yaml", $"---\n{Texts.Pipeline("Deploy web", project: "suggest it")}\n---\n{Texts.Pipeline("Other", project: "suggest it")}"));

        (await SuggestAsync(person, "sugg", "pipelines", "get")).Lines.ShouldBe(["suggest it/Deploy web", "suggest it/Other"]);
        (await SuggestAsync(person, "suggest it/De", "pipelines", "get")).Lines.ShouldBe(["suggest it/Deploy web"]);
        (await SuggestAsync(person, "Ot", "pipelines", "get", "-p", "suggest it")).Lines.ShouldBe(["Other"]);
        (await SuggestAsync(person, "suggest i", "pipelines", "list", "--project")).Lines.ShouldBe(["suggest it"]);
        (await SuggestAsync(person, "sugg", "projects", "get")).Lines.ShouldBe(["suggest it"]);
        (await SuggestAsync(person, "", "projects", "list", "--context")).Lines.ShouldBe(["default"]);
    }

    [Fact]
    public async Task Who_is_not_signed_in_reads_no_errors_while_typing()
    {
        using var person = new Person();

        (await SuggestAsync(person, "x", "pipelines", "get")).ShouldBe(new Run(0, "", ""));
        person.Environment["SLIPWAY_SERVER"] = "http://127.0.0.1:1";
        person.Environment["SLIPWAY_TOKEN"] = "any";
        (await SuggestAsync(person, "x", "pipelines", "get")).ShouldBe(new Run(0, "", ""));
    }

    [Theory]
    [InlineData("slipway pipe", "pipelines")]
    [InlineData("slipway pipelines get shells/De", "shells/Deploy\\ web")]
    [InlineData("slipway pipelines list --project she", "shells")]
    [InlineData("slipway pipelines get 'shells/Deploy w", "shells/Deploy web")]
    [InlineData("slipway pipelines get shells/Deploy\\ w", "shells/Deploy\\ web")]
    [InlineData("slipway pipelines run -p shells De", "Deploy\\ web")]
    [InlineData("slipway projects get colon:n", "name")]
    [InlineData("slipway projects get 'colon:n", "colon:name")]
    [InlineData("slipway validate /nowhere", "")]
    public async Task Bash_completes(string typed, string expected)
    {
        using var person = await SignedInWithShellsAsync();

        var run = await BashAsync(
            person,
            """
            source <(slipway completion bash)
            complete -p slipway >/dev/null || exit 9
            COMP_LINE=$1; COMP_POINT=${#1}; read -ra COMP_WORDS <<< "$1"; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _slipway slipway "${COMP_WORDS[COMP_CWORD]}" ""
            printf '%s\n' "${COMPREPLY[@]}"
            """,
            typed);

        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        run.Output.TrimEnd('\n').ShouldBe(expected);
    }

    private static Task<Run> SuggestAsync(Person person, string word, params string[] words) => person.DoesAsync(["complete", $"--word={word}", "--", .. words]);

    private async Task<Person> SignedInWithShellsAsync()
    {
        var person = await Person.SignedInAsync(server);
        await person.RunsAsync("projects", "create", "shells");
        await person.RunsAsync("projects", "create", "colon:name");
        await person.RunsAsync("import", person.Write("s.yaml", Texts.Pipeline("Deploy web", project: "shells")));
        return person;
    }

    private static async Task<Run> BashAsync(Person person, string script, string argument)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("bash", ["--norc", "-c", script, "bash", argument])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}", ["XDG_CONFIG_HOME"] = person.At(""), ["SLIPWAY_COMPLETION_SECONDS"] = "60" },
            },
        };
        process.Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Run(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
