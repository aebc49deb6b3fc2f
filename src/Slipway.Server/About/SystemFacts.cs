using System.Reflection;
using System.Runtime.InteropServices;
using Orleans;
using Orleans.Runtime;
using Slipway.Storage;

namespace Slipway.Server.About;

/// <summary>What a server is and how it was told to be, for its administrators.</summary>
/// <param name="Options">What it was told when it started.</param>
/// <param name="Database">Which database holds the tables.</param>
internal sealed record SystemFacts(ServerOptions Options, DatabaseChoice Database)
{
    /// <summary>Which Slipway this is, such as <c>0.1.0+1a2b3c</c>.</summary>
    public static string Version { get; } = typeof(SystemFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>What runs it.</summary>
    public static string Runtime { get; } = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";
}

/// <summary>The processes that work on this database.</summary>
internal sealed class NodeList(IGrainFactory grains)
{
    /// <summary>All that are known, also those that are gone, the latest first.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<IReadOnlyList<MembershipEntry>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: false, cancellationToken)).OrderByDescending(node => node.StartTime)];
}
