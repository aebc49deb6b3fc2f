using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.EndToEnd.Tests.Backup;

public sealed class BackupTests(ITestOutputHelper output)
{
    private const string Repository = "acme/web";
    private const int Senders = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_of_a_server_under_load_has_every_delivery_that_was_answered_before_it_began_and_runs_elsewhere()
    {
        await using var world = await TestWorld.StartAsync(Cancellation);
        var (data, elsewhere, backup) = (world.Data.CreateSubdirectory("data").FullName, world.Data.CreateSubdirectory("elsewhere").FullName, Path.Combine(world.Data.FullName, "backup.db"));
        List<string> answeredBefore;
        await using (var server = await SlipwayProcess.StartAsync(data, "http://127.0.0.1:0", Cancellation))
        {
            using var client = await SignInAsync(server.Address);
            await world.SetUpAsync(client, Repository, Crash.Pipelines.OneDeploymentPerTag, "Deploy", Cancellation);
            var answered = new ConcurrentQueue<string>();
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var sending = SendAsync(server.Address, answered, enough.Token);
            await Eventually.Get(() => Task.FromResult(answered.Count), count => count >= 100, TimeSpan.FromMinutes(1), Cancellation);
            await Eventually.Get(() => client.ListAsync("/codestream/api/executions?$top=1", Cancellation), begun => begun.Count > 0, TimeSpan.FromMinutes(1), Cancellation);
            answeredBefore = [.. answered];
            var said = await RunAsync(0, "backup", "--data", data, "--to", backup);
            var after = answered.Count;
            await enough.CancelAsync();
            await sending;
            output.WriteLine($"{answeredBefore.Count} answered before, {after} after\n{said}");
            said.ShouldContain("every page checked");
            (await RunAsync(1, "restore", "--data", data, "--from", backup)).ShouldContain("is in use by another slipway");
        }

        (await RunAsync(1, "restore", "--data", elsewhere, "--from", backup)).ShouldContain("sealed under master key");
        File.Copy(Path.Combine(data, "master.key"), Path.Combine(elsewhere, "master.key"));
        output.WriteLine(await RunAsync(0, "restore", "--data", elsewhere, "--from", backup));
        (await ReadAsync(elsewhere, "pragma integrity_check")).ShouldBe(["ok"]);
        answeredBefore.ShouldBeSubsetOf(await ReadAsync(elsewhere, "select lower(id) from deliveries"));
        await using var restored = await SlipwayProcess.StartAsync(elsewhere, "http://127.0.0.1:0", Cancellation);
        using var reader = await SignInAsync(restored.Address);
        var executions = await reader.ListAsync("/codestream/api/executions?$top=1000", Cancellation);
        executions.Count.ShouldBeGreaterThan(0);
        executions.ShouldAllBe(execution => execution["status"]!.GetValue<string>() == "COMPLETED" || execution["status"]!.GetValue<string>() == "CANCELED");

        // Everything that a push needs is there: the endpoints' secrets open, too.
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(HookOf(restored.Address), PayloadOf("restored"), Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        await Eventually.Get(
            () => reader.ListAsync("/codestream/api/executions?$top=1000", Cancellation),
            all => all.Any(execution => execution["input"]!["DOCKER_TAG"]!.GetValue<string>() == "restored" && execution["status"]!.GetValue<string>() == "COMPLETED"),
            TimeSpan.FromMinutes(1),
            Cancellation);
    }

    private static Task SendAsync(Uri address, ConcurrentQueue<string> answered, CancellationToken enough)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            using var http = new HttpClient();
            while (!enough.IsCancellationRequested)
            {
                using var answer = await http.PostAsJsonAsync(HookOf(address), PayloadOf($"1.0.{Interlocked.Increment(ref next)}"), Cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    answered.Enqueue((await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["delivery"]!.GetValue<string>());
                }
            }
        }, Cancellation)));
    }

    private static async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(SlipwayProcess.Binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        var said = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(exitCode, await said + errors);
        return await said + errors;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(string directory, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "slipway.db")};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var values = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private static Uri HookOf(Uri address) => new(address, $"/pipelines/api/docker-hub-webhooks?secureToken={TestWorld.SecureToken}");

    private static JsonObject PayloadOf(string tag) => new()
    {
        ["push_data"] = new JsonObject { ["pushed_at"] = 1_417_566_161, ["pusher"] = "ada", ["tag"] = tag },
        ["repository"] = new JsonObject { ["repo_name"] = Repository, ["namespace"] = "acme", ["name"] = "web", ["owner"] = "acme" },
    };

    private static Task<SlipwayClient> SignInAsync(Uri address) => SlipwayClient.SignInAsync(address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation);
}
