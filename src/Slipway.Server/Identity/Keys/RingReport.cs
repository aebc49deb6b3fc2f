using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Slipway.Server.Identity.Keys;

/// <summary>What may be told of the keys.</summary>
/// <param name="MasterKeys">The id of the master key that wraps the ring; more than one only if something went wrong.</param>
/// <param name="Keys">The ring's keys, the newest first.</param>
/// <param name="Unreadable">How many sealed values name no key of the ring.</param>
public sealed record RingReport(ImmutableArray<string> MasterKeys, ImmutableArray<RingKey> Keys, long Unreadable)
{
    internal static RingReport Of(IReadOnlyList<string> ring, IReadOnlyDictionary<string, long> valuesByHead)
    {
        var elements = ring.Select(XElement.Parse).ToList();
        var revoked = elements.Where(element => element.Name == "revocation").Select(element => (string?)element.Element("key")?.Attribute("id")).ToHashSet();
        var values = valuesByHead.GroupBy(head => SealedText.KeyOf(head.Key)).ToDictionary(group => group.Key ?? Guid.Empty, group => group.Sum(head => head.Value));
        var keys = elements.Where(element => element.Name == "key").Select(element => new RingKey(
            (Guid)element.Attribute("id")!,
            Moment(element, "creationDate"),
            Moment(element, "expirationDate"),
            revoked.Contains((string?)element.Attribute("id")),
            values.GetValueOrDefault((Guid)element.Attribute("id")!))).OrderByDescending(key => key.CreatedAt).ToImmutableArray();
        return new(
            [.. WrappedKeys.In(ring).Select(WrappedKeys.MasterKeyOf).Distinct()],
            keys,
            values.Where(sealedWith => keys.All(key => key.Id != sealedWith.Key)).Sum(sealedWith => sealedWith.Value));
    }

    private static DateTimeOffset Moment(XElement key, string name) => DateTimeOffset.Parse(key.Element(name)!.Value, CultureInfo.InvariantCulture);
}

/// <summary>A key of the ring.</summary>
/// <param name="Id">What it is called by.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops sealing. It opens what it sealed for ever.</param>
/// <param name="IsRevoked">Whether it opens nothing any more.</param>
/// <param name="SealedValues">How many values it has sealed: endpoints, variables, webhooks' tokens, executions.</param>
public sealed record RingKey(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool IsRevoked, long SealedValues);
