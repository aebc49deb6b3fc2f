using System.Diagnostics;
using System.Globalization;

namespace Slipway.Execution.Recovery;

/// <summary>
/// A place where a test lets the process die: before and after every commit and every effect. Off, and costing nothing, unless
/// <see cref="Variable"/> is set when the process starts.
/// </summary>
public static class Failpoint
{
    /// <summary>The environment variable that arms them: the number of the place, counted from 1 as they are passed, at which the process kills itself; 0 kills nothing.</summary>
    public const string Variable = "SLIPWAY_FAILPOINT";

    /// <summary>The environment variable that names a file to which each place that is passed is added, as a line with its number and its name.</summary>
    public const string FileVariable = "SLIPWAY_FAILPOINT_FILE";

    private static readonly Armed? Arms = Armed.Read();

    /// <summary>Whether this process was started to pass them one by one.</summary>
    public static bool IsArmed => Arms is not null;

    /// <summary>Passes the place, or dies there as by SIGKILL: no handler runs, nothing is flushed.</summary>
    /// <param name="name">Such as <c>journal.commit.before</c>.</param>
    public static void Hit(string name) => Arms?.Hit(name);

    private sealed class Armed(int deadly, string? file)
    {
        private readonly Lock gate = new();
        private int passed;

        public static Armed? Read() =>
            int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var deadly)
                ? new Armed(deadly, Environment.GetEnvironmentVariable(FileVariable))
                : null;

        public void Hit(string name)
        {
            lock (gate)
            {
                passed++;
                if (file is not null)
                {
                    File.AppendAllText(file, $"{passed} {name}{Environment.NewLine}");
                }

                if (passed == deadly)
                {
                    Process.GetCurrentProcess().Kill();
                    Thread.Sleep(Timeout.Infinite);
                }
            }
        }
    }
}
