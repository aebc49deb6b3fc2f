using System.CommandLine;
using Slipway.Storage;
using Slipway.Storage.Bench;

var executions = new Option<int>("--executions") { Description = "How many executions there are.", DefaultValueFactory = _ => 1_000_000 };
var events = new Option<int>("--events") { Description = "How many registry events there are.", DefaultValueFactory = _ => 100_000 };
var audit = new Option<int>("--audit") { Description = "How many audit entries there are.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { Description = "How often each list is asked for.", DefaultValueFactory = _ => 60 };
var plans = new Option<bool>("--plans") { Description = "Print each list's SQL and how the database goes about it." };
var database = new Option<string?>("--database") { Description = "An empty PostgreSQL database's connection string; without it, a SQLite file." };
var bench = new RootCommand("What listing and filtering costs, through the stores as the API uses them.") { executions, events, audit, rounds, plans, database };
bench.SetAction(async (arguments, cancellationToken) =>
{
    var data = Directory.CreateTempSubdirectory("slipway-bench-");
    try
    {
        var choice = arguments.GetValue(database) is { } postgres ? DatabaseChoice.Postgres(postgres) : DatabaseChoice.Sqlite(data.FullName);
        await using var stores = await FilledStores.OpenAsync(choice, arguments.GetValue(executions), arguments.GetValue(events), arguments.GetValue(audit), cancellationToken);
        await ListBench.RunAsync(stores, arguments.GetValue(rounds), arguments.GetValue(plans), cancellationToken);
        return 0;
    }
    finally
    {
        data.Delete(recursive: true);
    }
});
return await bench.Parse(args).InvokeAsync();
