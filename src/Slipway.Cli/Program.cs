using System.CommandLine;
using Slipway.Cli.Client;
using Slipway.Cli.Demo;
using Slipway.Cli.Serve;

var slipway = new RootCommand("Slipway: an image is pushed, and seconds later the right pipeline has deployed exactly that image.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
};

try
{
    return await slipway.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or HttpRequestException or ApiException)
{
    await Console.Error.WriteLineAsync($"slipway: {e.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
