using System.Globalization;
using System.Runtime.Versioning;

namespace Slipway.EndToEnd.Tests.Hostile;

/// <summary>What Linux says of a process's memory, in MiB.</summary>
[SupportedOSPlatform("linux")]
internal static class Memory
{
    /// <summary>The most that it ever had at once.</summary>
    public static double Peak(int process) => Read(process, "VmHWM:");

    /// <summary>What it has now.</summary>
    public static double Now(int process) => Read(process, "VmRSS:");

    private static double Read(int process, string field) =>
        double.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
}
