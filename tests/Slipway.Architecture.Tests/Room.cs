namespace Slipway.Architecture.Tests;

/// <summary>One project under <c>src/</c>.</summary>
/// <param name="Name">Name of the project, which is also the first part of its namespaces.</param>
/// <param name="Never">
/// What the room may not know although it stands above it, or stands outside the house: namespaces, types or packages,
/// each with all that is below it (<c>System.Net</c> holds <c>System.Net.Http.HttpClient</c>, but not <c>System.Network</c>).
/// </param>
public sealed record Room(string Name, params string[] Never)
{
    /// <summary>Name of the assembly, where it is not that of the project.</summary>
    public string Assembly { get; init; } = Name;
}
