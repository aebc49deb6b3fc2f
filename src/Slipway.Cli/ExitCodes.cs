namespace Slipway.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>It was done.</summary>
    public const int Done = 0;

    /// <summary>It was not done, or documents have errors.</summary>
    public const int Failed = 1;

    /// <summary>It was asked wrongly: options that do not exist, files that cannot be read.</summary>
    public const int Usage = 2;
}
