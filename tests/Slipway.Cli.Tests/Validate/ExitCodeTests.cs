namespace Slipway.Cli.Tests.Validate;

public sealed class ExitCodeTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_without_errors_says_nothing_but_the_count()
    {
        var run = await Run.Of("validate", _folder.Write("web.yaml", Texts.Pipeline("web")));

        run.ShouldBe(new Run(0, "", "1 file, 0 errors, 0 warnings\n"));
    }

    [Fact]
    public async Task Warnings_alone_are_no_failure()
    {
        var run = await Run.Of("validate", _folder.Write("v.yaml", "project: P\nkind: VARIABLE\nname: v\n"));

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBe("1 file, 0 errors, 1 warning\n");
    }

    [Fact]
    public async Task An_error_is_told_with_file_line_column_and_code_and_fails()
    {
        var file = _folder.Write("web.yaml", Texts.Pipeline("web").Replace("taskOrder: [Go]", "taskOrder: [Gone]", StringComparison.Ordinal));

        var run = await Run.Of("validate", file);

        run.ExitCode.ShouldBe(1);
        run.Lines[0].ShouldBe($"{file}:7:17: error SW1104: 'taskOrder' of stage 'One' names task 'Gone', but 'tasks' has none of that name. Add it to 'tasks', or take it out of 'taskOrder'.");
        run.Error.ShouldBe("1 file, 1 error, 1 warning\n");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_and_the_others_are_still_checked()
    {
        var run = await Run.Of("validate", _folder.At("none.yaml"), _folder.Write("bad.yaml", Texts.Variable + "type: NONE"));

        run.ExitCode.ShouldBe(2);
        run.Output.ShouldContain("bad.yaml:5:7: error SW1015");
        run.Error.ShouldBe($"slipway: cannot read {_folder.At("none.yaml")}: there is no such file or directory.\n1 file, 1 error, 0 warnings, 1 not read\n");
    }

    [Fact]
    public async Task A_directory_without_documents_is_a_mistake_of_the_caller()
    {
        _folder.Write("readme.md", "nothing");

        var run = await Run.Of("validate", _folder.Path);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith($"slipway: cannot read {_folder.Path}: the directory has no file that ends in .yaml, .yml, .json");
    }

    [Fact]
    public async Task A_name_that_is_empty_cannot_be_read() =>
        (await Run.Of("validate", "")).ShouldBe(new Run(2, "", "slipway: cannot read '': the name is empty.\n0 files, 0 errors, 0 warnings, 1 not read\n"));

    [Theory]
    [InlineData("validate")]
    [InlineData("validate", "--format", "xml", "a.yaml")]
    [InlineData("validate", "--nonsense", "a.yaml")]
    [InlineData("schema", "extra")]
    [InlineData("nonsense")]
    public async Task Wrong_usage_is_2(params string[] args)
    {
        var run = await Run.Of(args);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_run_that_is_interrupted_ends_as_a_shell_expects()
    {
        var file = _folder.Write("web.yaml", Texts.Pipeline("web"));
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();

        (await CommandLine.RunAsync(["validate", file], TextWriter.Null, TextWriter.Null, interrupted.Token)).ShouldBe(130);
    }
}
