using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Slipway.Storage;
using Slipway.Storage.Keys;

namespace Slipway.Server.Identity.Keys;

/// <summary>
/// Wraps the ring with another master key. In three steps, of which each leaves a file and a ring that belong together: the new key is written beside the old;
/// the ring is wrapped anew, in one transaction; the new file takes the old one's place. A server that starts after the second finds the new key beside the old one.
/// </summary>
/// <param name="current">The key that the ring is wrapped with.</param>
/// <param name="next">The key that it shall be wrapped with.</param>
internal sealed class MasterKeyRotation(MasterKeySource current, MasterKey next)
{
    /// <summary>Writes the new key down, where keys are in a file.</summary>
    public void Prepare()
    {
        // One that was left from a rotation that never came to its second step opens nothing.
        current.File?.Next.Delete();
        current.File?.Next.Create(next);
    }

    /// <summary>Wraps the ring anew.</summary>
    public Task RewrapAsync(SlipwayDb db, CancellationToken cancellationToken) => StoredKeyRing.RewriteAsync(db, Rewrap, cancellationToken);

    /// <summary>Forgets the old key.</summary>
    public void Finish() => current.File?.Next.Replace(current.File);

    private string Rewrap(string xml)
    {
        var element = XElement.Parse(xml);
        foreach (var wrapped in WrappedKeys.Of(element))
        {
            var clear = WrappedKeys.TryUnwrap(current.Key, wrapped) ?? throw new MasterKeyException($"A key of the ring was wrapped with master key {WrappedKeys.MasterKeyOf(wrapped)}.");
            wrapped.ReplaceWith(WrappedKeys.Wrap(next, clear));
        }

        return element.ToString(SaveOptions.DisableFormatting);
    }
}
