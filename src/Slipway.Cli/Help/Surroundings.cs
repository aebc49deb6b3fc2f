using Slipway.Cli.Completion;
using Slipway.Cli.Connection;
using Slipway.Cli.Serve;

namespace Slipway.Cli.Help;

/// <summary>What of the environment counts.</summary>
internal static class Surroundings
{
    /// <summary>The longest name.</summary>
    public const int Width = 26;

    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        (Access.ServerVariable, "the server to speak to; counts before the last sign-in, --server before it"),
        (Access.TokenVariable, "an API token to speak with, instead of a sign-in; for CI"),
        ("XDG_CONFIG_HOME", "sign-ins are kept below it, in slipway/config.json; else below ~/.config"),
        (Suggestions.PatienceVariable, "for how many seconds, 1 to 60, completion asks the server for names; else 2"),
        ("NO_COLOR", "set to anything: no colours"),
        (ServeCommand.PasswordVariable, "serve: the administrator's password at the first start"),
        (DatabaseOption.Variable, "serve and what works on its data: PostgreSQL's connection string; else SQLite"),
    ];
}
