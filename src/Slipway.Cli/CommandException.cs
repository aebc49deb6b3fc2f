namespace Slipway.Cli;

/// <summary>A command cannot go on. The message is for the person: what, where, and what would be right.</summary>
public sealed class CommandException : Exception
{
    /// <summary>For no reason.</summary>
    public CommandException()
        : this("the command failed")
    {
    }

    /// <summary>It failed.</summary>
    public CommandException(string message)
        : this(ExitCodes.Failed, message)
    {
    }

    /// <summary>It failed because of something else.</summary>
    public CommandException(string message, Exception innerException)
        : base(message, innerException) => ExitCode = ExitCodes.Failed;

    /// <summary>It ends with a code of its own.</summary>
    public CommandException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; }
}
