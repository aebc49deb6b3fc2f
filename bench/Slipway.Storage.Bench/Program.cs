using System.CommandLine;
using Slipway.Storage;
using Slipway.Storage.Bench;
using Slipway.Storage.Tests.Postgres;

var executions = new Option<int>("--executions") { Description = "How many executions there are.", DefaultValueFactory = _ => 1_000_000 };
var events = new Option<int>("--events") { Description = "How many registry events there are.", DefaultValueFactory = _ => 100_000 };
var audit = new Option<int>("--audit") { Description = "How many audit entries there are.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { Description = "How often each list is asked for.", DefaultValueFactory = _ => 60 };
var plans = new Option<bool>("--plans") { Description = "Print each list's SQL and how the database goes about it." };
var only = new Option<string?>("--only") { Description = "sqlite or postgres; without it, both." };
var bench = new RootCommand("What listing and filtering costs, through the stores as the API uses them.") { executions, events, audit, rounds, plans, only };
bench.SetAction(async (arguments, cancellationToken) =>
{
    async Task RunAsync(string name, DatabaseChoice database)
    {
        Console.WriteLine($"\n{name}");
        await using var stores = await FilledStores.OpenAsync(database, arguments.GetValue(executions), arguments.GetValue(events), arguments.GetValue(audit), cancellationToken);
        await ListBench.RunAsync(stores, arguments.GetValue(rounds), arguments.GetValue(plans), cancellationToken);
    }

    if (arguments.GetValue(only) is not "postgres")
    {
        var data = Directory.CreateTempSubdirectory("slipway-bench-");
        try
        {
            await RunAsync("SQLite, one file, as serve opens it", DatabaseChoice.Sqlite(data.FullName));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    if (arguments.GetValue(only) is not "sqlite")
    {
        await using var postgres = new PostgresProcess(sharedBuffers: "256MB");
        await postgres.InitializeAsync();
        await RunAsync("PostgreSQL, Debian's, on this machine, shared_buffers 256 MB", DatabaseChoice.Postgres(await postgres.CreateDatabaseAsync(cancellationToken)));
    }

    return 0;
});
return await bench.Parse(args).InvokeAsync();
