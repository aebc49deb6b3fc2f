using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Slipway.Bench.Deliveries;
using Slipway.Bench.Load;
using Slipway.Bench.Report;
using Slipway.Bench.Subjects;

namespace Slipway.Bench.Crash;

/// <summary>
/// Beside a peer that does the same work: how many deliveries a second each takes in, and how many of those that were answered are
/// never acted on when it is killed in the midst of them.
/// </summary>
internal static class CrashBench
{
    private const string Password = "a-password-for-one-measurement";
    private const int Deliveries = 2000;
    private const int KilledAt = 1000;
    private const int Senders = 16;

    // The peer's scripts that were begun may end; after this long, nothing of it is left.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Schedule schedule, DirectoryInfo data, TextWriter progress, CancellationToken cancellationToken)
    {
        var (ours, peers) = (new List<LoadResult>(), new List<LoadResult>());
        var (oursLost, peersLost) = (new List<double>(), new List<double>());
        for (var round = 1; round <= schedule.Rounds; round++)
        {
            peers.Add(await InAsync(data, home => PeerRateAsync(home, schedule, cancellationToken)));
            ours.Add(await InAsync(data, home => OurRateAsync(home, schedule, cancellationToken)));
            peersLost.Add(await InAsync(data, home => PeerLosesAsync(home, cancellationToken)));
            oursLost.Add(await InAsync(data, home => WeLoseAsync(home, cancellationToken)));
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}/{schedule.Rounds}  slipway {ours[^1].PerSecond:0}/s, {oursLost[^1]:0} lost; webhook {peers[^1].PerSecond:0}/s, {peersLost[^1]:0} lost"));
        }

        var ratio = Spread.Of(ours.Zip(peers, (one, other) => one.PerSecond / other.PerSecond));
        return
        [
            new Figure("accepted/s, each starts an execution", Show(ours, load => load.PerSecond, "0"), "webhook, each starts a script", Show(peers, load => load.PerSecond, "0"), ratio.Show("0.00"), "≥ 2 ×", ratio.Median >= 2),
            new Figure("p99 ms of the answer, 64 connections", Show(ours, load => load.P99Micros / 1000, "0.0"), "webhook", Show(peers, load => load.P99Micros / 1000, "0.0"), "", "", null),
            new Figure(
                $"answered and never acted on, killed at {KilledAt} of {Deliveries}", Spread.Of(oursLost).Show("0"), "webhook", Spread.Of(peersLost).Show("0"), "", "0", oursLost.TrueForAll(lost => lost == 0)),
        ];
    }

    private static string Show(List<LoadResult> loads, Func<LoadResult, double> value, string format) => Spread.Of(loads.Select(value)).Show(format);

    private static async Task<T> InAsync<T>(DirectoryInfo data, Func<DirectoryInfo, Task<T>> measure)
    {
        var own = data.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        try
        {
            return await measure(own);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private static async Task<LoadResult> PeerRateAsync(DirectoryInfo home, Schedule schedule, CancellationToken cancellationToken)
    {
        await using var peer = await PeerProcess.StartAsync(home, cancellationToken);
        await Wrk.RunAsync(peer.Door, schedule.WarmUp, cancellationToken);
        return await Wrk.RunAsync(peer.Door, schedule.Load, cancellationToken);
    }

    private static async Task<LoadResult> OurRateAsync(DirectoryInfo home, Schedule schedule, CancellationToken cancellationToken)
    {
        await using var subject = await ReadyAsync(home, cancellationToken);
        await Wrk.RunAsync(Door.Of(subject.Address), schedule.WarmUp, cancellationToken);
        return await Wrk.RunAsync(Door.Of(subject.Address), schedule.Load, cancellationToken);
    }

    private static async Task<double> PeerLosesAsync(DirectoryInfo home, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> answered;
        await using (var peer = await PeerProcess.StartAsync(home, cancellationToken))
        {
            answered = await SendAsync(peer.Door, peer.KillAsync, cancellationToken);
        }

        await using (await PeerProcess.StartAsync(home, cancellationToken))
        {
            await Task.Delay(Aftermath, cancellationToken);
        }

        var acted = File.Exists(PeerProcess.Acted(home)) ? (await File.ReadAllLinesAsync(PeerProcess.Acted(home), cancellationToken)).ToHashSet() : [];
        return answered.Count(tag => !acted.Contains(tag));
    }

    private static async Task<double> WeLoseAsync(DirectoryInfo home, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> answered;
        await using (var subject = await ReadyAsync(home, cancellationToken))
        {
            answered = await SendAsync(Door.Of(subject.Address), subject.KillAsync, cancellationToken);
        }

        await using var again = await SubjectProcess.StartAsync(SubjectCommand.Slipway, home, Password, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var acted = await ActedAsync(home, cancellationToken);
            var lost = answered.Count(tag => !acted.Contains(tag));
            if (lost == 0 || patience.IsCancellationRequested)
            {
                return lost;
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    private static async Task<SubjectProcess> ReadyAsync(DirectoryInfo home, CancellationToken cancellationToken)
    {
        var subject = await SubjectProcess.StartAsync(SubjectCommand.Slipway, home, Password, cancellationToken);
        await BenchProject.CreateAsync(subject.Address, Password, webhookEnabled: true, cancellationToken);
        return subject;
    }

    // The tags that were answered with success.
    private static async Task<IReadOnlySet<string>> SendAsync(Uri door, Func<Task> kill, CancellationToken cancellationToken)
    {
        var body = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Load", "push.json"), cancellationToken);
        var answered = new HashSet<string>();
        var sent = 0;
        using var client = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            while (Interlocked.Increment(ref sent) is var number && number <= Deliveries)
            {
                var tag = $"2.0.{number}";
                try
                {
                    using var content = new StringContent(body.Replace("@tag@", tag, StringComparison.Ordinal), new MediaTypeHeaderValue("application/json"));
                    using var answer = await client.PostAsync(door, content, cancellationToken);
                    if (answer.StatusCode is HttpStatusCode.Accepted && IsTheOne(tag))
                    {
                        await kill();
                    }
                }
                catch (HttpRequestException)
                {
                    // Nobody answered: then the registry will send it again.
                }
            }
        }));
        return answered;

        bool IsTheOne(string tag)
        {
            lock (answered)
            {
                return answered.Add(tag) && answered.Count == KilledAt;
            }
        }
    }

    private static async Task<HashSet<string>> ActedAsync(DirectoryInfo home, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(home.FullName, "slipway.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        await using var connection = new SqliteConnection(file.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select event.tag from registry_events event join executions execution on execution.id = event.execution_id where execution.is_ended";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tags = new HashSet<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tags.Add(reader.GetString(0));
        }

        return tags;
    }
}
