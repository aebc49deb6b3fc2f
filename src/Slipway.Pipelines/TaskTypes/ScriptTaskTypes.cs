using System.Collections.Immutable;

namespace Slipway.Pipelines.TaskTypes;

/// <summary>Task types that run a person's script.</summary>
internal static class ScriptTaskTypes
{
    private static readonly ImmutableArray<TaskOutput> OfHost =
    [
        new("status", "The task's status."),
        new("exitCode", "The script's exit code."),
        new("response", "What the script wrote to $SCRIPT_RESPONSE_FILE; where it is JSON, paths lead into it."),
        new("responseFilePath", "That file's path."),
        new("logs", "What the script printed."),
        new("logFilePath", "The path of what it printed."),
        new("errorMessage", "Why it failed."),
        new("errorFilePath", "The path of what it printed as errors."),
        new("error", "Whether it failed."),
        new("completed", "Whether it ended."),
        new("userFolder", "The directory it ran in."),
        new("scriptExecutionId", "The run's id on the host."),
    ];

    public static readonly TaskType Ci = new("CI", "Runs shell steps in the pipeline's workspace.")
    {
        Fields =
        [
            new("steps", FieldKind.Texts, "Lines of shell, run as one script.") { IsRequired = true },
            new("export", FieldKind.Texts, "Names of environment variables that become the output exports.NAME."),
            new("artifacts", FieldKind.Texts, "Files that are kept."),
            new("process", FieldKind.Texts, "Test and coverage reports that are read."),
        ],
        Outputs =
        [
            new("status", "The task's status."),
            new("exports", "The exported variables by name."),
            new("artifacts", "The paths of what was kept."),
            new("logs", "What the steps printed."),
            new("process", "What the reports said."),
        ],
    };

    public static readonly TaskType Ssh = new("SSH", "Runs a script on a host.")
    {
        Endpoints = [new("agent", "The agent that connects; the server itself when left out.")],
        Fields =
        [
            new("host", FieldKind.Text, "Name or address.") { IsRequired = true },
            new("username", FieldKind.Text, "Who runs it.") { IsRequired = true },
            new("password", FieldKind.Text, "Where no key is used. Take it from a secret variable."),
            new("privatekey", FieldKind.Text, "The key, where no password is used. Take it from a secret variable."),
            new("passphrase", FieldKind.Text, "The key's passphrase. Take it from a secret variable."),
            new("script", FieldKind.Text, "The script.") { IsRequired = true },
            new("arguments", FieldKind.Texts, "The script's arguments."),
            new("environmentVariables", FieldKind.Map, "The script's environment."),
            new("workingDirectory", FieldKind.Text, "The directory it starts in."),
            new("continueOnCommandFailure", FieldKind.Boolean, "Whether the script goes on after a command that fails."),
        ],
        Outputs = OfHost,
    };

    public static readonly TaskType PowerShell = new("PowerShell", "Runs a PowerShell script on a host.")
    {
        HasAllFields = false,
        Endpoints = Ssh.Endpoints,
        Fields =
        [
            new("host", FieldKind.Text, "Name or address.") { IsRequired = true },
            new("username", FieldKind.Text, "Who runs it.") { IsRequired = true },
            new("password", FieldKind.Text, "Take it from a secret variable."),
            new("script", FieldKind.Text, "The script.") { IsRequired = true },
            new("arguments", FieldKind.Texts, "The script's arguments."),
            new("environmentVariables", FieldKind.Map, "The script's environment."),
            new("workingDirectory", FieldKind.Text, "The directory it starts in."),
        ],
        Outputs = OfHost,
    };

    public static readonly TaskType Custom = new("Custom", "Runs a custom integration in the pipeline's workspace.")
    {
        Fields =
        [
            new("name", FieldKind.Text, "The custom integration.") { IsRequired = true },
            new("version", FieldKind.Text, "Its version.") { IsRequired = true },
            new("properties", FieldKind.Map, "Its inputs by name."),
        ],
        Outputs = [new("status", "The task's status."), new("properties", "The integration's outputs by name.")],
    };
}
