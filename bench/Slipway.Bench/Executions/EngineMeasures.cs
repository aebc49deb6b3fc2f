using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Slipway.Bench.Deliveries;
using Slipway.Bench.Report;
using Slipway.Bench.Subjects;
using Slipway.Execution;
using Slipway.Execution.Catalog;
using Slipway.Server;
using Slipway.Storage;
using Slipway.Storage.Journal;

namespace Slipway.Bench.Executions;

/// <summary>What one process measured of itself.</summary>
/// <param name="Value">The figure: executions per second, milliseconds, MiB or seconds.</param>
/// <param name="P99">The 99th percentile, where there is one.</param>
/// <param name="ProcessorMicros">The processor time for each execution, in microseconds; of one that rests, for each second.</param>
internal sealed record EngineFigure(double Value, double P99 = 0, double ProcessorMicros = 0);

/// <summary>Each measure runs in a process of its own and prints one line.</summary>
internal static class EngineMeasures
{
    public const string Executions = "executions";
    public const string Rows = "rows";
    public const string Latency = "latency";
    public const string Answer = "answer";
    public const string Waiting = "waiting";
    public const string Idle = "idle";
    public const string Begin = "begin";
    public const string Restart = "restart";

    private const int AtOnce = 128;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(10);

    public static string[] All { get; } = [Executions, Rows, Latency, Answer, Waiting, Idle, Begin, Restart];

    /// <summary>Measures, says the figure while what was measured still lives, and ends when it likes or is ended.</summary>
    public static async Task RunAsync(string name, ServerOptions options, int count, TimeSpan duration, Action<EngineFigure> say, CancellationToken cancellationToken)
    {
        switch (name)
        {
            case Executions:
                await ExecutionsAsync(options, duration, say, cancellationToken);
                break;
            case Begin:
                await BeginAsync(options, count, say, cancellationToken);
                break;
            default:
                say(await (name switch
                {
                    Rows => RowsAsync(options, duration, cancellationToken),
                    Latency => LatencyAsync(options, count, cancellationToken),
                    Answer => AnswerAsync(options, count, cancellationToken),
                    Waiting or Idle => RestAsync(options, name is Idle ? 0 : count, duration, cancellationToken),
                    Restart => RestartAsync(options, count, cancellationToken),
                    _ => throw new BenchException($"There is no measure '{name}'."),
                }));
                break;
        }
    }

    // Three instant tasks each; a warm-up as long as the measurement. Nodes begin when all are there, lest the first one has all pipelines, and go on until they are
    // ended: others may still measure, beside it and with it.
    private static async Task ExecutionsAsync(ServerOptions options, TimeSpan duration, Action<EngineFigure> say, CancellationToken cancellationToken)
    {
        await using var host = await EngineHost.StartAsync(options, cancellationToken);
        var pipelines = await host.PipelinesAsync(InstantTask.Name, cancellationToken);
        await SubjectProcess.WaitForGoAsync(cancellationToken);
        var ended = 0;
        var load = host.KeepUnderWayAsync(pipelines, AtOnce, () => Interlocked.Increment(ref ended), cancellationToken);
        await Task.WhenAny(load, Task.Delay(duration, cancellationToken));

        using var self = Process.GetCurrentProcess();
        var (before, processor, start) = (Volatile.Read(ref ended), self.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.WhenAny(load, Task.Delay(duration, cancellationToken));
        var (done, elapsed) = (Volatile.Read(ref ended) - before, Stopwatch.GetElapsedTime(start));
        self.Refresh();
        say(new EngineFigure(done / elapsed.TotalSeconds, ProcessorMicros: (self.TotalProcessorTime - processor).TotalMicroseconds / Math.Max(1, done)));
        await load;
    }

    // The same commits without an engine: a row that holds as much, and three changes of it, each waited for.
    private static async Task<EngineFigure> RowsAsync(ServerOptions options, TimeSpan duration, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddStorage(options.Database is { } address ? DatabaseChoice.Postgres(address) : DatabaseChoice.Sqlite(options.DataDirectory));
        builder.WebHost.UseUrls(ControlServer.AnyPort);
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        await server.StartAsync(cancellationToken);
        var journal = server.Services.GetRequiredService<GroupCommitWriter>();
        await journal.WriteAsync(session => session.ExecuteAsync("create table rows_of_the_control (id varchar(36) primary key, version bigint not null, definition text not null, stages text not null)"), cancellationToken);
        var definition = JsonSerializer.Serialize(BenchPipelines.Of("web", InstantTask.Name));
        var stages = new string('x', 1000);

        return await RateAsync(duration, async goesOn =>
        {
            var done = 0;
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
            {
                while (goesOn())
                {
                    var id = Guid.NewGuid().ToString();
                    await journal.WriteAsync(session => session.ExecuteAsync("insert into rows_of_the_control (id, version, definition, stages) values (@0, @1, @2, @3)", id, 1L, definition, stages), cancellationToken);
                    for (var version = 1L; version <= 3; version++)
                    {
                        var known = version;
                        await journal.WriteAsync(session => session.ExecuteAsync("update rows_of_the_control set version = @0, stages = @1 where id = @2 and version = @3", known + 1, stages, id, known), cancellationToken);
                    }

                    Interlocked.Increment(ref done);
                }
            }));
            return done;
        });
    }

    // On an idle server: one delivery after the other, with a pause between; from before the request to the call of the first task's runner.
    private static async Task<EngineFigure> LatencyAsync(ServerOptions options, int count, CancellationToken cancellationToken)
    {
        await using var host = await EngineHost.StartAsync(options, cancellationToken);
        await BenchProject.CreateAsync(host.Address, options.AdministratorPassword!, webhookEnabled: true, cancellationToken);
        var store = host.Services.GetRequiredService<IPipelineStore>();
        var pipeline = (await store.FindAsync(BenchPipelines.Project, "Deploy web", cancellationToken))!;
        await store.UpdateAsync(pipeline with { Definition = BenchPipelines.Of("Deploy web", InstantTask.Name) }, null, cancellationToken);

        return await EachAsync(count, host.Address, async (tag, sent) =>
        {
            while (host.Instant.FirstAskedFor(tag) is null)
            {
                if (Stopwatch.GetElapsedTime(sent) > LongestStart)
                {
                    throw new BenchException($"The push of {tag} has started nothing within {LongestStart.TotalSeconds} seconds.");
                }

                await Task.Delay(1, cancellationToken);
            }

            return Stopwatch.GetElapsedTime(sent, host.Instant.FirstAskedFor(tag)!.Value);
        }, cancellationToken);
    }

    // The control: the same request to the server that only parses and commits one row, to its answer.
    private static async Task<EngineFigure> AnswerAsync(ServerOptions options, int count, CancellationToken cancellationToken)
    {
        await using var control = await ControlServer.StartCommittingAsync(options.DataDirectory, cancellationToken);
        return await EachAsync(count, new Uri(control.Urls.First()), (_, sent) => Task.FromResult(Stopwatch.GetElapsedTime(sent)), cancellationToken);
    }

    // What so many executions that wait for a person take of memory and, for as long as is measured, of the processor.
    private static async Task<EngineFigure> RestAsync(ServerOptions options, int count, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var host = await EngineHost.StartAsync(options, cancellationToken);
        var pipelines = await host.PipelinesAsync(PersonTask.Name, cancellationToken);
        await host.RunAsync(pipelines, AtOnce, begun => begun <= count, cancellationToken);
        await Task.Delay(duration / 2, cancellationToken);

        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        await Task.Delay(duration, cancellationToken);
        self.Refresh();
        return new EngineFigure(self.WorkingSet64 / 1048576.0, ProcessorMicros: (self.TotalProcessorTime - before).TotalMicroseconds / duration.TotalSeconds);
    }

    // It lives on to be killed with everything under way.
    private static async Task BeginAsync(ServerOptions options, int count, Action<EngineFigure> say, CancellationToken cancellationToken)
    {
        await using var host = await EngineHost.StartAsync(options, cancellationToken);
        var pipelines = await host.PipelinesAsync(EndlessTask.Name, cancellationToken);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (_, cancellation) => await host.AskAsync(pipelines, new ExecutionId(Guid.NewGuid()), cancellation));
        say(new EngineFigure(await AllLiveAsync(host, count, cancellationToken)));
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    // From the start of the process until the runner has been asked for everything again.
    private static async Task<EngineFigure> RestartAsync(ServerOptions options, int count, CancellationToken cancellationToken)
    {
        await using var host = await EngineHost.StartAsync(options, cancellationToken);
        return new EngineFigure(await AllLiveAsync(host, count, cancellationToken));
    }

    private static async Task<double> AllLiveAsync(EngineHost host, int count, CancellationToken cancellationToken)
    {
        while (host.Endless.Live < count)
        {
            await Task.Delay(10, cancellationToken);
        }

        using var self = Process.GetCurrentProcess();
        return (TimeProvider.System.GetUtcNow() - self.StartTime.ToUniversalTime()).TotalSeconds;
    }

    private static async Task<EngineFigure> RateAsync(TimeSpan duration, Func<Func<bool>, Task<int>> run)
    {
        var warmUp = Stopwatch.GetTimestamp();
        await run(() => Stopwatch.GetElapsedTime(warmUp) < duration);

        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var done = await run(() => Stopwatch.GetElapsedTime(start) < duration);
        var elapsed = Stopwatch.GetElapsedTime(start);
        self.Refresh();
        return new EngineFigure(done / elapsed.TotalSeconds, ProcessorMicros: (self.TotalProcessorTime - before).TotalMicroseconds / done);
    }

    private static async Task<EngineFigure> EachAsync(int count, Uri server, Func<string, long, Task<TimeSpan>> took, CancellationToken cancellationToken)
    {
        const int WarmUps = 200;
        using var client = new HttpClient();
        var body = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Load", "push.json"), cancellationToken);
        var times = new List<double>();
        for (var i = -WarmUps; i < count; i++)
        {
            var tag = $"1.0.{i + WarmUps}";
            using var content = new StringContent(body.Replace("@tag@", tag, StringComparison.Ordinal), new MediaTypeHeaderValue("application/json"));
            var sent = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(Door.Of(server), content, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var time = await took(tag, sent);
            if (i >= 0)
            {
                times.Add(time.TotalMilliseconds);
                await Task.Delay(20, cancellationToken);
            }
        }

        times.Sort();
        return new EngineFigure(Spread.Of(times).Median, times[Math.Min(times.Count - 1, times.Count * 99 / 100)]);
    }
}
