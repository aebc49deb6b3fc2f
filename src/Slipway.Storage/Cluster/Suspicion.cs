using Orleans.Runtime;

namespace Slipway.Storage.Cluster;

/// <summary>A node that suspects another to be dead, at rest.</summary>
/// <param name="By">Its address.</param>
/// <param name="At">Since when.</param>
internal sealed record Suspicion(string By, DateTime At)
{
    public static string Write(IEnumerable<Tuple<SiloAddress, DateTime>>? votes) =>
        StoredJson.Write((votes ?? []).Select(vote => new Suspicion(vote.Item1.ToParsableString(), vote.Item2)).ToList());

    public static List<Tuple<SiloAddress, DateTime>> Read(string json) =>
        [.. StoredJson.Read<List<Suspicion>>(json).Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote.By), vote.At))];
}
