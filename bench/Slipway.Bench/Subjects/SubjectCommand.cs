using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
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
        name.AcceptOnlyFromAmong(Parse, Commit, Slipway);
        var data = new Option<string>("--data") { Description = "An empty directory of its own.", Required = true };
        var command = new Command("subject", "Runs one subject of a measurement.") { name, data };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(name)!, arguments.GetValue(data)!, cancellationToken));
        return command;
    }

    private static async Task RunAsync(string name, string data, CancellationToken cancellationToken)
    {
        await using var subject = name switch
        {
            Parse => await ControlServer.StartParsingAsync(cancellationToken),
            Commit => await ControlServer.StartCommittingAsync(data, cancellationToken),
            _ => await StartSlipwayAsync(data, cancellationToken),
        };
        Console.WriteLine(Announcement + subject.Urls.First());
        await subject.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task<WebApplication> StartSlipwayAsync(string data, CancellationToken cancellationToken)
    {
        var options = new ServerOptions
        {
            DataDirectory = data,
            Url = ControlServer.AnyPort,
            // One sender is all there is, and it sends as fast as it can.
            DeliveryRate = 1_000_000,
            AdministratorPassword = Environment.GetEnvironmentVariable(PasswordVariable),
        };
        var server = await SlipwayServer.BuildAsync(options, cancellationToken);
        await server.StartAsync(cancellationToken);
        return server;
    }
}
