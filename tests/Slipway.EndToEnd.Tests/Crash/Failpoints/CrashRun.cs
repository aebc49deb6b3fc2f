using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Slipway.Cli.Client;
using Slipway.Execution.Recovery;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>One way through the scenario: a server that dies at one place, and another one that finds what it has left.</summary>
internal sealed class CrashRun(string data, string name, int deadly) : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    // Nothing is under way, and so many have ended.
    private const string Ended = """
        select count(*) from executions
        where not exists (select 1 from executions where not is_ended)
          and not exists (select 1 from deliveries where not is_decided)
          and not exists (select 1 from user_operations where not is_settled)
          and not exists (select 1 from notices where ended_at is null)
        """;

    // Before its execution waits for it, what is asked can be answered, too, but then nobody is told that it waits.
    private const string Waiting = "select asked.id, asked.summary from user_operations asked join executions asking on asking.id = asked.execution_id where asked.status = 'ACTIVE' and asking.status = 'WAITING'";

    private readonly string places = Path.Combine(data, "places");
    private readonly Stopwatch since = Stopwatch.StartNew();
    private SlipwayProcess? server;

    /// <summary>A word that all of its pushes' tags hold, and nothing else.</summary>
    public string Name => name;

    /// <summary>The places that the first server passed, the one where it died included.</summary>
    public IReadOnlyList<string> Passed => File.Exists(places) ? [.. File.ReadAllLines(places).Select(line => line.Split(' ', 2)[^1])] : [];

    public bool WasKilled { get; private set; }

    /// <summary>How many deliveries were sent again, for nobody had answered.</summary>
    public int SentAgain { get; private set; }

    /// <summary>How many answers of people nobody confirmed.</summary>
    public int AnswersLost { get; private set; }

    public TimeSpan Took => since.Elapsed;

    public async Task ToTheEndAsync(CancellationToken cancellationToken)
    {
        foreach (var push in Scenario.Pushes(name))
        {
            while (!await TryDeliverAsync(push, cancellationToken))
            {
                SentAgain++;
                await PauseAsync(cancellationToken);
            }
        }

        while (!HasCome(await EndedAsync(cancellationToken)))
        {
            await ServerAsync(cancellationToken);
            await AnswerAsync(cancellationToken);
            await PauseAsync(cancellationToken);
        }
    }

    /// <summary>What the API lists. To sign in is to have something written: it may die of that, too, and then another server is asked.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string what, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var client = await SignInAsync(cancellationToken);
                return await client.ListAsync($"/codestream/api/{what}?$top=100", cancellationToken);
            }
            catch (Exception e) when (IsLost(e))
            {
                await PauseAsync(cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    // What was begun must also be through with: the last place may come after the last commit.
    private bool HasCome(bool isEnded)
    {
        var passed = Passed;
        return isEnded && (WasKilled || (passed.Count < deadly || deadly is 0) && passed.Count(IsBefore) == passed.Count - passed.Count(IsBefore));

        static bool IsBefore(string place) => place.EndsWith(".before", StringComparison.Ordinal);
    }

    /// <summary>The server that runs: the one that is to die, and when it has died another one.</summary>
    private async Task<SlipwayProcess> ServerAsync(CancellationToken cancellationToken)
    {
        if (since.Elapsed > Deadline)
        {
            throw new TimeoutException($"Not at its end within {Deadline}, killed at {deadly}: {string.Join(", ", Passed.TakeLast(5))}\n{server?.Output}");
        }

        if (server is { HasEnded: true } dead)
        {
            WasKilled = true;
            await dead.DisposeAsync();
            server = null;
        }

        while (server is null)
        {
            var start = SlipwayProcess.Start([SlipwayProcess.Binary, "serve", "--data", data, "--urls", "http://127.0.0.1:0"]);
            if (!WasKilled)
            {
                start.Environment[Failpoint.Variable] = $"{deadly}";
                start.Environment[Failpoint.FileVariable] = places;
            }

            try
            {
                server = await SlipwayProcess.StartAsync(start, cancellationToken);
            }
            catch (InvalidOperationException) when (!WasKilled && deadly > 0)
            {
                // It may die before it listens.
                WasKilled = true;
            }
        }

        return server;
    }

    private async Task<bool> TryDeliverAsync(Push push, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = (await ServerAsync(cancellationToken)).Address };
        try
        {
            using var body = new ByteArrayContent(push.Payload);
            using var answer = await http.PostAsync($"/pipelines/api/docker-hub-webhooks?secureToken={TestWorld.SecureToken}", body, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (IsLost(e))
        {
            return false;
        }
    }

    // What is asked until it is answered: an answer that nobody heard of is given again unless it is on disk.
    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        foreach (var question in await AskAsync(Waiting, row => (Id: row.GetString(0), Summary: row.GetString(1)), cancellationToken))
        {
            try
            {
                using var client = await SignInAsync(cancellationToken);
                await client.PatchAsync($"/codestream/api/user-operations/{question.Id}", Scenario.Answer(question.Summary), cancellationToken);
            }
            catch (Exception e) when (IsLost(e))
            {
                AnswersLost++;
                return;
            }
        }
    }

    private async Task<bool> EndedAsync(CancellationToken cancellationToken) =>
        await AskAsync(Ended, row => row.GetInt32(0), cancellationToken) is [Scenario.Executions];

    // Asked of the file, past the server: to ask the server is to have it write.
    private async Task<IReadOnlyList<T>> AskAsync<T>(string query, Func<SqliteDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "slipway.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var answer = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            answer.Add(read(rows));
        }

        return answer;
    }

    private async Task<SlipwayClient> SignInAsync(CancellationToken cancellationToken) =>
        await SlipwayClient.SignInAsync((await ServerAsync(cancellationToken)).Address, SlipwayProcess.UserName, SlipwayProcess.Password, cancellationToken);

    private static bool IsLost(Exception e) => e is HttpRequestException or IOException or SocketException;

    private static Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(LookAgain, cancellationToken);
}
