using System.Collections.Immutable;
using System.Xml.Linq;

namespace Slipway.Server.Identity.Keys;

/// <summary>The wrapped parts of the key ring's elements: <c>&lt;wrapped masterKey="1a2b3c4d"&gt;base64&lt;/wrapped&gt;</c>.</summary>
internal static class WrappedKeys
{
    private static readonly XName Name = "wrapped";
    private static readonly XName KeyId = "masterKey";

    /// <summary>Wraps a part of the ring. The master key's id stands beside it, so that it can be told which one is missing.</summary>
    public static XElement Wrap(MasterKey masterKey, string clear) =>
        new(Name, new XAttribute(KeyId, masterKey.Id), Convert.ToBase64String(masterKey.Wrap(clear)));

    /// <summary>What was wrapped; null when it was wrapped with another key.</summary>
    public static string? TryUnwrap(MasterKey masterKey, XElement wrapped) => masterKey.TryUnwrap(Convert.FromBase64String(wrapped.Value));

    /// <summary>All wrapped parts of a ring.</summary>
    /// <param name="ring">The ring's elements as XML. What revokes a key has no wrapped part.</param>
    public static ImmutableArray<XElement> In(IEnumerable<string> ring) => [.. ring.SelectMany(xml => Of(XElement.Parse(xml)))];

    /// <summary>The wrapped parts of one element.</summary>
    public static ImmutableArray<XElement> Of(XElement element) => [.. element.DescendantsAndSelf(Name)];

    /// <summary>The id of the master key that a part was wrapped with.</summary>
    public static string MasterKeyOf(XElement wrapped) => wrapped.Attribute(KeyId)?.Value ?? "of unknown id";
}
