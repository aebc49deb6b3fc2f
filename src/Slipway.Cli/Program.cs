using System.CommandLine;
using Slipway.Cli.Serve;

return await new RootCommand("Slipway: an image is pushed, and seconds later the right pipeline has deployed exactly that image.")
{
    ServeCommand.Create(),
}.Parse(args).InvokeAsync();
