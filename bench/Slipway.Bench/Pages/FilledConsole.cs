using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Slipway.Cli.Client;
using Slipway.Storage;
using Slipway.Storage.Bench;

namespace Slipway.Bench.Pages;

/// <summary>A data directory as a server has it after a long time: ten projects, a hundred pipelines, and what these have done.</summary>
internal static class FilledConsole
{
    private const int Pipelines = 100;

    /// <summary>The pipelines that a server with some load runs now; the first holds what does not end.</summary>
    public static string PipelineName(int number) => $"pipeline-{number}";

    public static async Task FillAsync(DirectoryInfo data, int executions, int events, CancellationToken cancellationToken)
    {
        await using (var server = await ConsoleProcess.StartAsync(data, cancellationToken))
        {
            using var client = await SlipwayClient.SignInAsync(server.Address, ConsoleProcess.UserName, ConsoleProcess.Password, cancellationToken);
            foreach (var project in Enumerable.Range(0, 9).Select(number => $"project-{number}").Append("project-rare"))
            {
                await client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = project }, cancellationToken);
            }

            await client.ImportAsync(string.Join("---\n", Enumerable.Range(0, Pipelines).Select(Document)), cancellationToken);
        }

        await using var stores = await FilledStores.OpenAsync(DatabaseChoice.Sqlite(data.FullName), executions, events, audit: 1_000, cancellationToken);
        await using var db = await stores.TablesAsync(cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var now = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        await db.Database.ExecuteSqlRawAsync(Belonging, [now - 60_000_000], cancellationToken);
        await db.Database.ExecuteSqlRawAsync("update registry_events set received_at = received_at - (select max(received_at) from registry_events) + {0}", [now - 60_000_000], cancellationToken);
        await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)", cancellationToken);
    }

    // The lists' bench knows no pipelines: here they are there, and their executions have run up to now, so that nothing is too old to be kept.
    private const string Belonging = """
        update executions set
            pipeline_id = coalesce((select id from pipelines where pipelines.name = executions.name), pipeline_id),
            definition = replace(replace(definition, '"name":"pipeline"', '"name":"' || name || '"'), '"project":"acme"', '"project":"' || project || '"'),
            status = case when status = 'QUEUED' then 'COMPLETED' else status end,
            requested_at = requested_at - (select max(requested_at) from executions) + {0},
            started_at = requested_at - (select max(requested_at) from executions) + {0} + 1000000,
            ended_at = case when is_ended then requested_at - (select max(requested_at) from executions) + {0} + 1000000 + (1 + "index" % 90) * 1000000 end
        """;

    private static string Document(int number) => $$"""
        project: project-{{number % 9}}
        kind: PIPELINE
        name: {{PipelineName(number)}}
        enabled: true
        concurrency: 10
        tags: [bench]
        stageOrder: [Build, Test, Deploy]
        stages:
          Build:
            taskOrder: [First, Second]
            tasks:
              First: {{Passed}}
              Second: {{Passed}}
          Test:
            taskOrder: [First, Second]
            tasks:
              First: {{Passed}}
              Second: {{Passed}}
          Deploy:
            taskOrder: [First, Second]
            tasks:
              First: {{Passed}}
              Second: {{Passed}}

        """;

    private const string Passed = "{type: REST, preCondition: 1 == 2, input: {action: get, url: 'https://registry.example/'}}";
}
