using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Slipway.Bench.Executions;
using Slipway.Server;

namespace Slipway.Bench.Subjects;

/// <summary><c>subject NAME --data DIR</c>: what is loaded, alone in its process. Prints its address and runs until it is ended.</summary>
internal static class SubjectCommand
{
    public const string Parse = "parse";
    public const string Commit = "commit";
    public const string Slipway = "slipway";

    /// <summary>The variable that holds the administrator's password.</summary>
    public const string PasswordVariable = "SLIPWAY_ADMIN_PASSWORD";

    /// <summary>What the line with the address begins with.</summary>
    public const string Announcement = "listening on ";

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "What to run." };
        name.AcceptOnlyFromAmong([Parse, Commit, Slipway, .. EngineMeasures.All]);
        var data = new Option<string>("--data") { Description = "An empty directory of its own.", Required = true };
        var database = new Option<string?>("--database") { Description = "PostgreSQL's connection string; without it, a SQLite file in the directory." };
        var count = new Option<int>("--count") { Description = "How many executions or deliveries." };
        var seconds = new Option<int>("--seconds") { Description = "How long is measured." };
        var command = new Command("subject", "Runs one subject of a measurement.") { name, data, database, count, seconds };
        command.SetAction((arguments, cancellationToken) =>
        {
            var subject = arguments.GetValue(name)!;
            var options = new ServerOptions
            {
                DataDirectory = arguments.GetValue(data)!,
                Database = arguments.GetValue(database),
                Url = ControlServer.AnyPort,
                // One sender is all there is, and it sends as fast as it can.
                DeliveryRate = 1_000_000,
                AdministratorPassword = Environment.GetEnvironmentVariable(PasswordVariable),
            };
            return EngineMeasures.All.Contains(subject)
                ? EngineMeasures.RunAsync(subject, options, arguments.GetValue(count), TimeSpan.FromSeconds(arguments.GetValue(seconds)), Say, cancellationToken)
                : ServeAsync(subject, options, cancellationToken);
        });
        return command;
    }

    private static void Say(EngineFigure figure) => Console.WriteLine(SubjectProcess.Measured + JsonSerializer.Serialize(figure));

    private static async Task ServeAsync(string name, ServerOptions options, CancellationToken cancellationToken)
    {
        await using var subject = name switch
        {
            Parse => await ControlServer.StartParsingAsync(cancellationToken),
            Commit => await ControlServer.StartCommittingAsync(options.DataDirectory, cancellationToken),
            _ => await StartSlipwayAsync(options, cancellationToken),
        };
        Console.WriteLine(Announcement + subject.Urls.First());
        await subject.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task<WebApplication> StartSlipwayAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var server = await SlipwayServer.BuildAsync(options, cancellationToken);
        await server.StartAsync(cancellationToken);
        return server;
    }
}
