using System.Diagnostics;
using System.Globalization;

namespace Slipway.Bench.Subjects;

/// <summary>
/// A control group that lets each process in it take no more of the processors than a share: nodes that each have a machine of their own, on one machine.
/// Needs to be root, on Linux with the first or the second version of control groups.
/// </summary>
internal sealed class ProcessorShare : IDisposable
{
    private const int Period = 100_000;

    private readonly DirectoryInfo group;

    /// <param name="processors">How much, in processors; such as 0.4.</param>
    public ProcessorShare(double processors)
    {
        var isFirst = Directory.Exists("/sys/fs/cgroup/cpu");
        group = Directory.CreateDirectory(Path.Combine(isFirst ? "/sys/fs/cgroup/cpu" : "/sys/fs/cgroup", $"slipway-bench-{Guid.NewGuid():N}"));
        var quota = (processors * Period).ToString("0", CultureInfo.InvariantCulture);
        if (isFirst)
        {
            Write("cpu.cfs_period_us", $"{Period}");
            Write("cpu.cfs_quota_us", quota);
        }
        else
        {
            Write("cpu.max", $"{quota} {Period}");
        }
    }

    /// <summary>The process may take no more from now on.</summary>
    public void Hold(Process process) => Write("cgroup.procs", process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>To be called when its process has ended.</summary>
    public void Dispose() => group.Delete();

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(group.FullName, file), text);
}
