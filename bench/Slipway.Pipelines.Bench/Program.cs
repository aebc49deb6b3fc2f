using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Slipway.Pipelines.Bench;

const string Folder = "artifacts/bench/language";
Directory.CreateDirectory(Folder);
Console.Error.WriteLine($"Measuring the pipeline language; the details go to {Folder}/log.txt");

// In this process: the build of another one for each measure would take longer than the measures.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(300));
Summary summary;
using (var log = new StreamLogger(Path.Combine(Folder, "log.txt")))
{
    summary = BenchmarkRunner.Run<LanguageBenchmarks>(ManualConfig.CreateEmpty()
        .AddJob(job)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(log)
        .WithArtifactsPath(Folder));
}

Console.WriteLine($"{"",-50}{"median ms",10}{"± ms",8}{"kB each",10}  budget");
foreach (var report in summary.Reports)
{
    var method = report.BenchmarkCase.Descriptor;
    if (report.ResultStatistics is not { } time)
    {
        continue;
    }

    var (millis, bytes) = (time.Median / 1e6, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{method.WorkloadMethodDisplayInfo.Trim('\''),-50}{millis,10:0.000}{time.StandardDeviation / 1e6,8:0.000}{bytes / 1e3,10:0.0}  {Budget.All.GetValueOrDefault(method.WorkloadMethod.Name)?.Verdict(millis, bytes)}"));
}

if (summary.Reports.Length is 0 || summary.Reports.Any(r => !r.Success || r.ResultStatistics is null))
{
    Console.Error.WriteLine($"bench: a measure failed; {Folder}/log.txt says why.");
    return 1;
}

return 0;
