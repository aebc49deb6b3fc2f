namespace Slipway.Architecture.Tests;

/// <summary>Says whether a room may know a name: that of another room, a namespace, a type or a package.</summary>
/// <param name="rooms">All rooms, from the ground up.</param>
public sealed class Walls(IReadOnlyList<Room> rooms)
{
    /// <summary>Why <paramref name="room"/> may not know <paramref name="name"/>; null when it may.</summary>
    public string? Between(Room room, string name)
    {
        if (IsWithin(room.Name, name))
        {
            return null;
        }

        if (room.Never.FirstOrDefault(never => IsWithin(never, name)) is { } forbidden)
        {
            return $"{room.Name} may never know {forbidden}";
        }

        return rooms.SkipWhile(above => above.Name != room.Name).FirstOrDefault(below => IsWithin(below.Name, name)) is { } lower
            ? $"{room.Name} may not know {lower.Name}, for a room knows only the rooms above it"
            : null;
    }

    private static bool IsWithin(string outer, string name) =>
        name.StartsWith(outer, StringComparison.Ordinal) && (name.Length == outer.Length || name[outer.Length] is '.' or '+');
}
