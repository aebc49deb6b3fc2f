using System.Text.Json.Nodes;
using Slipway.Cli.Client;

namespace Slipway.Cli.Tests.Server;

public sealed class LoginTests(LiveServer server) : IDisposable
{
    private readonly Person _person = new();

    public void Dispose() => _person.Dispose();

    [Fact]
    public async Task A_password_is_exchanged_for_a_token_that_only_its_owner_can_read()
    {
        var run = await SignInAsync("--username", "admin", "--password-stdin");

        run.ShouldBe(new Run(0, $"signed in to {server.Address} as admin; kept as 'default' in {_person.ConfigFile}\n", ""));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_person.ConfigFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await File.ReadAllTextAsync(_person.ConfigFile, TestContext.Current.CancellationToken)).ShouldNotContain(LiveServer.Password);
        Directory.GetFiles(Path.GetDirectoryName(_person.ConfigFile)!).ShouldBe([_person.ConfigFile]);
        await _person.DoesAsync("projects", "list");
    }

    [Fact]
    public async Task A_person_at_a_terminal_is_asked()
    {
        _person.Answer = LiveServer.Password;

        (await _person.RunsAsync("login", "--server", server.Address.ToString(), "--username", "admin")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_to_ask_is_told_what_to_use() =>
        (await _person.RunsAsync("login", "--server", server.Address.ToString(), "--username", "admin"))
            .ShouldBe(new Run(2, "", "slipway: nobody is there to ask for the password: use --password-stdin or --token-stdin.\n"));

    [Fact]
    public async Task A_wrong_password_signs_nobody_in_and_keeps_nothing()
    {
        var run = await _person.TypesAsync("not the password", "login", "--server", server.Address.ToString(), "--username", "nobody", "--password-stdin");

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldBe("slipway: The user name or the password is wrong, or the account is locked for a few minutes.\n");
        run.Error.ShouldNotContain("{");
        File.Exists(_person.ConfigFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_password_is_no_argument()
    {
        var run = await SignInAsync("--username", "admin", "--password", LiveServer.Password);

        run.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_sign_in_the_way_to_one_is_told() =>
        (await _person.RunsAsync("projects", "list"))
            .ShouldBe(new Run(3, "", "slipway: not signed in. Sign in with: slipway login --server URL; or set SLIPWAY_SERVER and SLIPWAY_TOKEN.\n"));

    [Fact]
    public async Task Server_and_token_of_the_environment_need_no_file()
    {
        _person.Environment["SLIPWAY_SERVER"] = server.Address.ToString();
        _person.Environment["SLIPWAY_TOKEN"] = await TokenAsync();

        await _person.DoesAsync("projects", "list");
        File.Exists(_person.ConfigFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_that_is_no_good_says_what_to_do()
    {
        _person.Environment["SLIPWAY_SERVER"] = server.Address.ToString();
        _person.Environment["SLIPWAY_TOKEN"] = "made-up";

        (await _person.RunsAsync("projects", "list"))
            .ShouldBe(new Run(3, "", "slipway: The token in SLIPWAY_TOKEN is unknown, revoked or has expired. Generate a new one and put it there.\n"));
    }

    [Fact]
    public async Task A_sign_in_that_was_revoked_says_what_to_do()
    {
        await SignInAsync("--username", "admin", "--password-stdin", "--context", "work");
        var config = await File.ReadAllTextAsync(_person.ConfigFile, TestContext.Current.CancellationToken);
        _person.Write("slipway/config.json", config.Replace("\"token\": \"", "\"token\": \"x", StringComparison.Ordinal));

        var run = await _person.RunsAsync("projects", "list");

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldEndWith($"slipway: The sign-in of context 'work' was revoked or has expired. Sign in again: slipway login --context work --server {server.Address}\n");
    }

    [Fact]
    public async Task An_api_token_is_tried_before_it_is_kept()
    {
        (await _person.TypesAsync("made-up\n", "login", "--server", server.Address.ToString(), "--token-stdin")).ExitCode.ShouldBe(3);
        File.Exists(_person.ConfigFile).ShouldBeFalse();

        (await _person.TypesAsync(await TokenAsync() + "\n", "login", "--server", server.Address.ToString(), "--token-stdin")).ExitCode.ShouldBe(0);
        await _person.DoesAsync("projects", "list");
    }

    [Fact]
    public async Task Several_sign_ins_are_listed_switched_and_forgotten()
    {
        await SignInAsync("--username", "admin", "--password-stdin", "--context", "one");
        await SignInAsync("--username", "admin", "--password-stdin", "--context", "two");

        (await _person.DoesAsync("login", "--list")).Lines.Select(line => line[..13].TrimEnd()).ShouldBe(["CURRENT  NAME", "         one", "*        two"]);
        await _person.DoesAsync("login", "--use", "one");
        await _person.DoesAsync("logout");
        (await _person.RunsAsync("projects", "list")).ExitCode.ShouldBe(3);
        await _person.DoesAsync("projects", "list", "--context", "two");
        var unknown = await _person.RunsAsync("projects", "list", "--context", "one");
        unknown.ShouldBe(new Run(2, "", "slipway: there is no context 'one'. There are: two.\n"));
    }

    [Fact]
    public async Task The_token_of_one_server_is_never_sent_to_another()
    {
        await SignInAsync("--username", "admin", "--password-stdin");

        (await _person.RunsAsync("projects", "list", "--server", "http://127.0.0.1:1"))
            .ShouldBe(new Run(3, "", "slipway: not signed in to http://127.0.0.1:1/. Sign in with: slipway login --server http://127.0.0.1:1/; or set SLIPWAY_TOKEN.\n"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        _person.Environment["SLIPWAY_TOKEN"] = "any";

        var run = await _person.RunsAsync("projects", "list", "--server", "http://127.0.0.1:1");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith("slipway: cannot reach http://127.0.0.1:1: ");
    }

    [Theory]
    [InlineData("http://slipway.example", true)]
    [InlineData("https://slipway.example", false)]
    [InlineData("http://localhost:8080", false)]
    [InlineData("http://[::1]:8080", false)]
    public void What_is_not_encrypted_is_warned_of(string address, bool warns) =>
        Connection.ServerAddress.IsOpenToListeners(new Uri(address), out _).ShouldBe(warns);

    [Theory]
    [InlineData("slipway.example")]
    [InlineData("ftp://slipway.example")]
    [InlineData("https://admin:secret@slipway.example")]
    [InlineData("https://slipway.example/codestream")]
    public async Task What_is_no_address_of_a_server_is_wrong_usage(string address)
    {
        var run = await _person.RunsAsync("projects", "list", "--server", address);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_warned_of()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Files have no modes there.");
            return;
        }

        await SignInAsync("--username", "admin", "--password-stdin");
        File.SetUnixFileMode(_person.ConfigFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        (await _person.DoesAsync("projects", "list")).Error.ShouldBe($"warning: others on this machine can read the tokens in {_person.ConfigFile}. Take that from them: chmod 600 {_person.ConfigFile}\n");
    }

    private Task<Run> SignInAsync(params string[] more) => _person.TypesAsync(LiveServer.Password + "\n", ["login", "--server", server.Address.ToString(), .. more]);

    private async Task<string> TokenAsync()
    {
        using var client = new SlipwayClient(new HttpClient { BaseAddress = server.Address });
        var answer = await client.PostAsync("/csp/gateway/am/api/login?access_token", new JsonObject { ["username"] = "admin", ["password"] = LiveServer.Password }, TestContext.Current.CancellationToken);
        return answer["refresh_token"]!.ToString();
    }
}
