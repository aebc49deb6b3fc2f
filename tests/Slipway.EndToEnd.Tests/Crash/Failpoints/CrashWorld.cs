using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Tasks.Tests.Endpoints;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>A cluster, a chat and a mail server for all runs, and the data of a server that was set up for the scenario: each run begins with a copy of it.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private readonly TestWorld world;
    private readonly Chat chat;
    private readonly MailListener mails = new("", "");
    private readonly DirectoryInfo runs = Directory.CreateTempSubdirectory("slipway-crash-");

    private CrashWorld(TestWorld world, Chat chat) => (this.world, this.chat) = (world, chat);

    public static async Task<CrashWorld> StartAsync(CancellationToken cancellationToken)
    {
        var world = new CrashWorld(await TestWorld.StartAsync(cancellationToken), await Chat.StartAsync(cancellationToken));
        try
        {
            await using var server = await SlipwayProcess.StartAsync(world.world.Data.FullName, "http://127.0.0.1:0", cancellationToken);
            using var client = await SlipwayClient.SignInAsync(server.Address, SlipwayProcess.UserName, SlipwayProcess.Password, cancellationToken);
            await world.world.SetUpAsync(client, Scenario.Repository, Scenario.Pipelines(world.chat.Address), "Deploy", cancellationToken);
            await client.PostAsync("/codestream/api/endpoints", world.MailServer, cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    private JsonObject MailServer => new()
    {
        ["project"] = TestWorld.Project,
        ["name"] = "Mail",
        ["type"] = "email",
        ["properties"] = new JsonObject { ["senderAddress"] = "ci@acme.example", ["encryptionMethod"] = "NONE", ["outboundHost"] = "127.0.0.1", ["outboundPort"] = $"{mails.Port}" },
    };

    /// <summary>Goes through the scenario on a fresh copy of the data.</summary>
    /// <param name="deadly">The number of the place at which the server dies; 0 for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CrashResult> RunAsync(int deadly, CancellationToken cancellationToken)
    {
        var data = runs.CreateSubdirectory($"{deadly}");
        foreach (var file in world.Data.GetFiles())
        {
            file.CopyTo(Path.Combine(data.FullName, file.Name));
        }

        await using var run = new CrashRun(data.FullName, $"run{deadly}x", deadly);
        await run.ToTheEndAsync(cancellationToken);
        var state = FinalState.Of(
            await run.ListAsync("executions", cancellationToken),
            await run.ListAsync("user-operations", cancellationToken),
            await run.ListAsync("registry-events", cancellationToken),
            run.Name);
        return new CrashResult(
            deadly,
            run.Passed,
            run.WasKilled,
            state,
            run.SentAgain,
            run.AnswersLost,
            run.Took,
            [.. world.Cluster.Audit.Where(write => write.Name.Contains(run.Name, StringComparison.Ordinal))],
            [.. chat.Heard.Concat(Mails.In(mails.Lines)).Where(message => message.Text.Contains(run.Name, StringComparison.Ordinal))]);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await chat.DisposeAsync();
        await mails.DisposeAsync();
        runs.Delete(recursive: true);
    }
}
