using System.Text;

namespace Slipway.Cli.Tests.Server;

/// <summary>Somebody at a terminal of their own: with a home directory, an environment, and something on standard input.</summary>
internal sealed class Person : IDisposable
{
    private readonly Folder _home = new();

    /// <summary>Whoever tests is in no hurry to see names completed.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["SLIPWAY_COMPLETION_SECONDS"] = "60" };

    public string? Answer { get; set; }

    public string ConfigFile => _home.At("slipway/config.json");

    public string At(string name) => _home.At(name);

    public string Write(string name, string text) => _home.Write(name, text);

    /// <summary>The administrator, signed in.</summary>
    public static async Task<Person> SignedInAsync(LiveServer server)
    {
        var person = new Person();
        (await person.TypesAsync(LiveServer.Password, "login", "--server", server.Address.ToString(), "--username", "admin", "--password-stdin")).ExitCode.ShouldBe(0);
        return person;
    }

    public Task<Run> RunsAsync(params string[] args) => TypesAsync("", args);

    /// <summary>Runs a command line and has something on standard input.</summary>
    public async Task<Run> TypesAsync(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var shell = new Shell
        {
            Output = output,
            Error = error,
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Variable = name => name is "XDG_CONFIG_HOME" ? _home.Path : Environment.GetValueOrDefault(name),
            Ask = (_, _) => Answer,
        };
        var code = await CommandLine.RunAsync(args, shell, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must succeed.</summary>
    public async Task<Run> DoesAsync(params string[] args)
    {
        var run = await RunsAsync(args);
        run.ExitCode.ShouldBe(0, $"{string.Join(' ', args)}: {run.Error}");
        return run;
    }

    public void Dispose() => _home.Dispose();
}
