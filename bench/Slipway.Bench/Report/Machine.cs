using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using Slipway.Server;

namespace Slipway.Bench.Report;

/// <summary>What it ran on. Absolute figures mean nothing without it.</summary>
/// <param name="Date">The day of the run, UTC.</param>
/// <param name="Version">Slipway's version and commit.</param>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">How many of it.</param>
/// <param name="System">The operating system.</param>
/// <param name="Kernel">Its kernel.</param>
/// <param name="FileSystem">Of the data directory.</param>
/// <param name="FsyncMillis">The median time to write 4 KiB there and have it on the disk.</param>
/// <param name="Runtime">The .NET version.</param>
/// <param name="Collector">The garbage collector of the subjects.</param>
/// <param name="LoadAverage">How many processes wanted to run in the minute before: well above 0 means that others used the machine.</param>
internal sealed record Machine(
    string Date,
    string Version,
    string Processor,
    int Cores,
    string System,
    string Kernel,
    string FileSystem,
    double FsyncMillis,
    string Runtime,
    string Collector,
    double LoadAverage)
{
    private const int Flushes = 200;
    private const int FlushBytes = 4096;

    public static Machine Look(string dataDirectory) => new(
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", global::System.Globalization.CultureInfo.InvariantCulture),
        typeof(SlipwayServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? RuntimeInformation.OSArchitecture.ToString(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        new DriveInfo(dataDirectory).DriveFormat,
        Fsync(dataDirectory),
        RuntimeInformation.FrameworkDescription,
        $"{(GCSettings.IsServerGC ? "server" : "workstation")}, {(GCSettings.LatencyMode is GCLatencyMode.Batch ? "not concurrent" : "concurrent")}",
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], global::System.Globalization.CultureInfo.InvariantCulture));

    private static double Fsync(string directory)
    {
        using var file = File.OpenHandle(Path.Combine(directory, "fsync"), FileMode.CreateNew, FileAccess.Write, options: FileOptions.DeleteOnClose);
        var block = new byte[FlushBytes];
        var times = new double[Flushes];
        for (var i = 0; i < Flushes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, block, (long)i * FlushBytes);
            RandomAccess.FlushToDisk(file);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Spread.Of(times).Median;
    }
}
