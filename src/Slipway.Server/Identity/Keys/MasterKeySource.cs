using System.Collections.Immutable;
using System.Xml.Linq;
using Slipway.Storage;
using Slipway.Storage.Keys;

namespace Slipway.Server.Identity.Keys;

/// <summary>Where the master key comes from: <c>SLIPWAY_MASTER_KEY</c>, or a file in the data directory.</summary>
/// <param name="Key">The key. It opens every key of the ring.</param>
/// <param name="File">The file that it was read from; null when it came from the environment.</param>
internal sealed record MasterKeySource(MasterKey Key, MasterKeyFile? File)
{
    /// <summary>The variable that holds the key in base64, where it is not in a file.</summary>
    public const string Variable = "SLIPWAY_MASTER_KEY";

    /// <summary>The key that opens the ring in this database.</summary>
    /// <exception cref="MasterKeyException">There is no such key. Nothing was changed.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot be read.</exception>
    public static async Task<MasterKeySource> OpenAsync(string dataDirectory, DatabaseChoice database, CancellationToken cancellationToken) =>
        Open(dataDirectory, await StoredKeyRing.ReadAsync(database, cancellationToken), Environment.GetEnvironmentVariable(Variable));

    /// <summary>The key that opens the ring in this database, which must be there.</summary>
    /// <param name="dataDirectory">Where the file is.</param>
    /// <param name="database">The database.</param>
    /// <param name="isHeld">Whether the caller holds the database's rotation lock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MasterKeyException">There is no such key, or no ring. Nothing was changed.</exception>
    public static async Task<MasterKeySource> OpenExistingAsync(string dataDirectory, DatabaseChoice database, bool isHeld, CancellationToken cancellationToken)
    {
        var ring = await StoredKeyRing.ReadAsync(database, cancellationToken, isHeld);
        return ring.Count > 0
            ? Open(dataDirectory, ring, Environment.GetEnvironmentVariable(Variable))
            : throw new MasterKeyException($"There are no keys yet in {database}: a server makes them at its first start.");
    }

    /// <summary>The key that opens this ring. Only where there is no ring yet, a missing file is made: a new key would open nothing of an old ring.</summary>
    /// <param name="dataDirectory">Where the file is.</param>
    /// <param name="ring">The key ring's elements as XML.</param>
    /// <param name="variable">The value of <see cref="Variable"/>.</param>
    /// <exception cref="MasterKeyException">There is no such key. Nothing was changed.</exception>
    public static MasterKeySource Open(string dataDirectory, IReadOnlyList<string> ring, string? variable)
    {
        var wrapped = WrappedKeys.In(ring);
        if (!string.IsNullOrWhiteSpace(variable))
        {
            var key = MasterKey.Parse(variable, Variable);
            return Opens(key, wrapped) ? new(key, null) : throw Wrong(wrapped, $"{Variable} holds {key.Id}");
        }

        var file = MasterKeyFile.In(dataDirectory);
        if (!file.Exists && wrapped.IsEmpty)
        {
            file.Create(MasterKey.Random());
        }

        if (file.Exists && file.Read() is var current && Opens(current, wrapped))
        {
            return new(current, file);
        }

        // A rotation was ended between its two last steps: the ring is wrapped anew, and the file has not taken its place.
        if (file.Next.Exists && file.Next.Read() is var next && Opens(next, wrapped))
        {
            file.Next.Replace(file);
            return new(next, file);
        }

        throw Wrong(wrapped, file.Exists ? $"{file} holds {file.Read().Id}" : $"there is no {file}, and {Variable} is not set");
    }

    private static bool Opens(MasterKey key, ImmutableArray<XElement> wrapped) => wrapped.All(part => WrappedKeys.TryUnwrap(key, part) is not null);

    private static MasterKeyException Wrong(ImmutableArray<XElement> wrapped, string instead) =>
        new($"The secrets in the database are sealed under master key {string.Join(" and ", wrapped.Select(WrappedKeys.MasterKeyOf).Distinct())}, but {instead}. Nothing was changed; start again with the right key.");
}
