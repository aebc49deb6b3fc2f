namespace Slipway.Cli.Tests.Validate;

public sealed class FileTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_directory_is_searched_in_the_order_of_names()
    {
        foreach (var name in (string[])["b.yml", "a/z.yaml", "a/c.JSON", "c.yaml", "notes.txt", ".hidden.yaml", ".git/config.yaml"])
        {
            _folder.Write(name, "a: 1");
        }

        var run = await Run.Of("validate", _folder.Path);

        Files(run).ShouldBe(["a/c.JSON", "a/z.yaml", "b.yml", "c.yaml"]);
    }

    [Fact]
    public async Task A_link_back_to_a_directory_is_not_followed_and_a_link_to_a_file_is_the_file()
    {
        _folder.Write("a/one.yaml", "a: 1");
        Directory.CreateSymbolicLink(_folder.At("a/loop"), _folder.Path);
        File.CreateSymbolicLink(_folder.At("b.yaml"), _folder.At("a/one.yaml"));

        var run = await Run.Of("validate", _folder.Path);

        Files(run).ShouldBe(["a/one.yaml"]);
        run.Error.ShouldStartWith("1 file,");
    }

    [Fact]
    public async Task A_link_to_nowhere_is_a_file_that_cannot_be_read()
    {
        _folder.Write("a.yaml", Texts.Variable);
        File.CreateSymbolicLink(_folder.At("b.yaml"), _folder.At("gone.yaml"));

        var run = await Run.Of("validate", _folder.Path);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith($"slipway: cannot read {_folder.At("b.yaml")}: there is no such file or directory.");
    }

    [Fact]
    public async Task A_file_that_is_named_twice_is_read_once()
    {
        var file = _folder.Write("a.yaml", Texts.Variable);

        var run = await Run.Of("validate", file, _folder.Path, Path.Combine(_folder.Path, ".", "a.yaml"));

        run.ShouldBe(new Run(0, "", "1 file, 0 errors, 0 warnings\n"));
    }

    [Fact]
    public async Task A_file_over_the_bound_is_an_error_of_the_file()
    {
        var file = _folder.At("large.yaml");
        await using (var stream = File.Create(file))
        {
            stream.SetLength((10L * 1024 * 1024) + 1);
        }

        var run = await Run.Of("validate", file);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBe($"{file}:1:1: error SW1002: The file is larger than 10485760 bytes; more are not read. Put its documents into several files.\n");
    }

    [Fact]
    public async Task What_would_paint_over_the_terminal_is_shown_as_what_it_is()
    {
        var file = _folder.Write("a\n.yaml", """{project: P, kind: "\e[31m\u202e\u2028X", name: n}""");

        var run = await Run.Of("validate", file);

        run.Lines.ShouldHaveSingleItem().ShouldContain(@"a\u000A.yaml:1:20: error SW1009: The kind '\u001B[31m\u202E\u2028X'");
    }

    private string[] Files(Run run) => [.. run.Lines.Select(l => Path.GetRelativePath(_folder.Path, l[..l.IndexOf(':', StringComparison.Ordinal)])).Distinct()];
}
