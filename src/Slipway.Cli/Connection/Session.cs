using Slipway.Cli.Client;
using Slipway.Cli.Output;

namespace Slipway.Cli.Connection;

/// <summary>One run of a command that speaks to a server.</summary>
/// <param name="Client">The server.</param>
/// <param name="Printer">Where results go.</param>
/// <param name="Shell">What is around.</param>
internal sealed record Session(SlipwayClient Client, Printer Printer, Shell Shell) : IDisposable
{
    public void Dispose() => Client.Dispose();
}
