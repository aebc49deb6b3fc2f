namespace Slipway.Cli.Tests.Backup;

public sealed class BackupCommandTests
{
    [Theory]
    [InlineData("backup", "--to", "nowhere.db")]
    [InlineData("migrate-store", "--to", "Host=db.example;Database=slipway")]
    public async Task Where_no_server_has_run_nothing_is_made(params string[] command)
    {
        using var folder = new Folder();

        var run = await Run.Of([.. command, "--data", folder.At("data")]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe($"slipway: There is no {folder.At("data/slipway.db")}: no server has run there yet.\n");
        Directory.Exists(folder.At("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten_unless_told_and_the_servers_own_never()
    {
        using var folder = new Folder();
        folder.Write("data/slipway.db", "");
        var other = folder.Write("backup.db", "an older backup");

        (await Run.Of("backup", "--data", folder.At("data"), "--to", other)).Error.ShouldBe($"slipway: {other} is there already: name another file, or say --overwrite.\n");
        (await Run.Of("backup", "--data", folder.At("data"), "--to", folder.At("data/slipway.db"), "--overwrite")).Error.ShouldBe($"slipway: {folder.At("data/slipway.db")} is the server's own: name a file elsewhere.\n");
        (await Run.Of("backup", "--data", folder.At("data"), "--to", folder.At("no/such/place.db"))).Error.ShouldBe($"slipway: There is no directory {folder.At("no/such")}.\n");
        File.ReadAllText(other).ShouldBe("an older backup");
    }

    [Fact]
    public async Task On_PostgreSQL_its_own_tools_are_named_with_all_they_need_but_the_password()
    {
        const string Database = "Host=db.example;Port=5433;Database=slip way;Username=cd;Password=hunter2";
        using var folder = new Folder();

        var backup = await Run.Of("backup", "--data", folder.At("data"), "--to", folder.At("backup.dump"), "--database", Database);
        var restore = await Run.Of("restore", "--data", folder.At("data"), "--from", folder.At("backup.dump"), "--database", Database);

        backup.ExitCode.ShouldBe(2);
        backup.Error.ShouldContain($"\n  pg_dump --format=custom --file='{folder.At("backup.dump")}' --dbname='host=db.example port=5433 dbname='\\''slip way'\\'' user=cd'\n");
        restore.ExitCode.ShouldBe(2);
        restore.Error.ShouldContain("pg_restore --clean --if-exists --no-owner --single-transaction --dbname=");
        (backup.Error + restore.Error).ShouldNotContain("hunter2");
        Directory.Exists(folder.At("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_backup_is_not_put_back()
    {
        using var folder = new Folder();
        var text = folder.Write("notes.txt", new string('x', 10_000));

        (await Run.Of("restore", "--data", folder.At("data"), "--from", folder.At("nothing.db"))).Error.ShouldBe($"slipway: There is no {folder.At("nothing.db")}.\n");
        (await Run.Of("restore", "--data", folder.At("data"), "--from", text)).Error.ShouldStartWith($"slipway: {text} cannot be copied: ");
        (await Run.Of("restore", "--data", folder.At("data"))).ExitCode.ShouldBe(2);
        Directory.GetFileSystemEntries(folder.At("data")).ShouldBeEmpty();
    }
}
