using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.EndToEnd.Tests.Hostile;

/// <summary>Everybody who wants to keep the door shut, all at once, and one registry that wants to come in. Far more of them with <c>SLIPWAY_PROVE=1</c>.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class HostileSendersTests(ITestOutputHelper output)
{
    private const int Seed = 20261123;
    private const int SlowSenders = 200;
    private const int MostMemory = 300;
    private const string Flood = "wrong tokens";
    private const string Fuzz = "fuzzed bodies";
    private const string Good = "good deliveries";
    private const string Repository = "acme/web";

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";
    private static readonly int WrongTokens = IsFull ? 50_000 : 2_000;
    private static readonly int Oversized = IsFull ? 2_000 : 200;
    private static readonly int Fuzzed = IsFull ? 20_000 : 3_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_many_come_slowly_too_large_or_with_wrong_tokens_every_good_delivery_is_taken_and_the_server_stays_small()
    {
        await using var world = await TestWorld.StartAsync(Cancellation);
        await using var server = await SlipwayProcess.StartAsync(world.Data.FullName, "http://127.0.0.1:0", Cancellation);
        using (var client = await SlipwayClient.SignInAsync(server.Address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation))
        {
            await world.SetUpAsync(client, Repository, Crash.Pipelines.OneDeploymentPerTag, "Deploy", Cancellation);

            // Pushes are recorded and start nothing: it is the door that is looked at.
            var webhook = (await client.ListAsync("/codestream/api/registry-webhooks", Cancellation)).ShouldHaveSingleItem();
            await client.PatchAsync(webhook["_link"]!.GetValue<string>(), new JsonObject { ["enabled"] = false }, Cancellation);
        }

        var target = new Target(server.Address, TestWorld.SecureToken);
        var atRest = Memory.Now(server.Id);
        var attack = Stopwatch.StartNew();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var slow = Task.WhenAll(Enumerable.Range(0, SlowSenders).Select(number => (number % 4) switch
        {
            0 => SlowSender.DribbleBodyAsync(target, $"127.0.3.{(number % 20) + 1}", over.Token),
            1 => SlowSender.SendBodySteadilyAsync(target, $"127.0.3.{(number % 20) + 1}", over.Token),
            _ => SlowSender.DribbleHeadersAsync(target, $"127.0.2.{(number % 20) + 1}", over.Token),
        }));
        var attacks = Task.WhenAll(FloodAsync(target), OversizeAsync(target), FuzzAsync(target), SlowlyCutOffAsync(target));

        var latencies = await DeliverUntilAsync(target, attacks);
        await attacks;
        attack.Stop();
        await over.CancelAsync();
        await slow;

        Tell(target, latencies, attack.Elapsed, atRest, server.Id);
        target.Of(Good).Keys.ShouldBe([(int)HttpStatusCode.Accepted]);
        target.Of(Flood).Keys.ShouldBe([401, 429], ignoreOrder: true);
        target.Of(Fuzz).Keys.ShouldBe([202, 400], ignoreOrder: true);
        target.Of(OversizeSender.Announced).Keys.ShouldBeSubsetOf([0, 413, 429]);
        target.Of(OversizeSender.Chunked).Keys.ShouldBeSubsetOf([0, 413, 429]);
        target.Of(OversizeSender.Announced).ShouldContainKey(413);
        target.Of(OversizeSender.Chunked).ShouldContainKey(413);
        target.Of(SlowSender.Headers).Keys.ShouldBeSubsetOf([0, 408]);
        target.Of(SlowSender.Bodies).Keys.ShouldBeSubsetOf([0, 408, 429]);
        target.Of(SlowSender.SteadyBodies).Keys.ShouldBeSubsetOf([0, 408, 429]);
        Memory.Peak(server.Id).ShouldBeLessThan(MostMemory);
        Complaint().Matches(server.Output).Select(match => match.Value).ShouldBeEmpty();
        using var http = new HttpClient { BaseAddress = server.Address };
        (await http.GetStringAsync("/readyz", Cancellation)).ShouldBe("ready");
    }

    /// <summary>One good delivery after the other, as long as the attacks last. How long each took, in milliseconds.</summary>
    private static async Task<List<double>> DeliverUntilAsync(Target target, Task attacks)
    {
        using var http = target.ClientAt("127.0.0.1");
        var latencies = new List<double>();
        while (!attacks.IsCompleted)
        {
            using var body = new StringContent(Payload($"1.0.{latencies.Count}"), Encoding.UTF8, "application/json");
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsync(target.Path, body, Cancellation);
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            target.Count(Good, (int)answer.StatusCode);

            // A registry, not a loop.
            await Task.WhenAny(attacks, Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation));
        }

        return latencies;
    }

    private static Task FloodAsync(Target target)
    {
        var shapes = (string[])["/pipelines/api/docker-hub-webhooks", $"/codestream/api/registry-webhook-listeners/{Guid.Empty}", "/pipeline/api/registry-webhook-listners/none", $"/codestream/api/registry-webhooks/{Guid.Empty}"];
        return InParallelAsync(16, WrongTokens, worker => $"127.0.4.{worker + 1}", async (http, number) =>
        {
            using var body = new StringContent(Payload("1.0.0"), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{shapes[number % shapes.Length]}?secureToken=guess-number-{number:d12}"), body, Cancellation);
            target.Count(Flood, (int)answer.StatusCode);
        }, target);
    }

    private static Task FuzzAsync(Target target) => InParallelAsync(4, Fuzzed, worker => $"127.0.5.{worker + 1}", async (http, number) =>
    {
        while (true)
        {
            using var body = new ByteArrayContent(FuzzedBodies.Make(Seed, number));
            using var answer = await http.PostAsync(target.Path, body, Cancellation);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value, Cancellation);
                continue;
            }

            target.Count(Fuzz, (int)answer.StatusCode);
            return;
        }
    }, target);

    private static async Task OversizeAsync(Target target)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, Oversized), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (number, cancellationToken) =>
        {
            var source = $"127.0.6.{number % 200 + 1}";
            await (number % 2 is 0 ? OversizeSender.AnnounceAsync(target, source, cancellationToken) : OversizeSender.SendChunksAsync(target, source, cancellationToken));
        });
    }

    /// <summary>The attack lasts at least until slow senders of each kind have been cut off.</summary>
    private static async Task SlowlyCutOffAsync(Target target) => await Eventually.Get(
        () => Task.FromResult((Headers: target.Of(SlowSender.Headers).Values.Sum(), Bodies: target.Of(SlowSender.Bodies).GetValueOrDefault(408), Steady: target.Of(SlowSender.SteadyBodies).GetValueOrDefault(408))),
        seen => seen.Headers >= SlowSenders / 2 && seen.Bodies >= SlowSenders / 4 && seen.Steady >= SlowSenders / 4,
        TimeSpan.FromMinutes(2),
        Cancellation);

    private static Task InParallelAsync(int workers, int count, Func<int, string> source, Func<HttpClient, int, Task> send, Target target)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            using var http = target.ClientAt(source(worker));
            while (Interlocked.Increment(ref next) is var number && number < count)
            {
                await send(http, number);
            }
        }, Cancellation)));
    }

    private static string Payload(string tag) => $$$"""{"push_data":{"pushed_at":1417566161,"pusher":"ada","tag":"{{{tag}}}"},"repository":{"repo_name":"{{{Repository}}}","namespace":"acme","name":"web","owner":"acme"}}""";

    private void Tell(Target target, List<double> latencies, TimeSpan lasted, double atRest, int process)
    {
        latencies.Sort();
        foreach (var sender in target.Answers.Keys.Select(key => key.Sender).Distinct().Order(StringComparer.Ordinal))
        {
            output.WriteLine($"{sender}: {string.Join(", ", target.Of(sender).OrderBy(answer => answer.Key).Select(answer => $"{answer.Value} × {(answer.Key is 0 ? "cut off" : answer.Key)}"))}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lasted.TotalSeconds:f1} s, seed {Seed}; good deliveries p50 {At(latencies, 0.5):f1} ms, p99 {At(latencies, 0.99):f1} ms, longest {latencies[^1]:f1} ms; memory {atRest:f0} MiB before, {Memory.Now(process):f0} MiB after, {Memory.Peak(process):f0} MiB at most"));
    }

    private static double At(List<double> sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Count) - 1];

    [GeneratedRegex("^.*( fail: | crit: |[Uu]nhandled exception).*$", RegexOptions.Multiline)]
    private static partial Regex Complaint();
}
