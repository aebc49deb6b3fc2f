namespace Slipway.Execution.Grains;

/// <summary>Somebody else has changed the execution first. Nothing was done; trying again asks whoever has it now.</summary>
public sealed class LostCommitException : IOException
{
    /// <summary>An error of some execution.</summary>
    public LostCommitException()
    {
    }

    /// <summary>An error with this message.</summary>
    public LostCommitException(string message)
        : base(message)
    {
    }

    /// <summary>An error with this message and cause.</summary>
    public LostCommitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The error of this execution.</summary>
    public LostCommitException(ExecutionId execution)
        : base($"Execution {execution} was changed by another activation first.")
    {
    }
}
