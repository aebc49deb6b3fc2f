namespace Slipway.Projects.Resources;

/// <summary>Who is doing what is being done, for the records. It flows with the asynchronous work of a request, and says nothing about what they may do.</summary>
/// <param name="Name">The person's user name.</param>
/// <param name="Address">Where they are: an IP address; null when it is not known.</param>
public sealed record Actor(string Name, string? Address)
{
    /// <summary>The server itself, when nobody asked it to.</summary>
    public static readonly Actor Server = new("slipway", null);

    private static readonly AsyncLocal<Actor?> Local = new();

    /// <summary>Who is at work here; <see cref="Server"/> when nobody said.</summary>
    public static Actor Current => Local.Value ?? Server;

    /// <summary>From here on this actor is at work, until what is returned is disposed of.</summary>
    public static IDisposable Begin(Actor actor)
    {
        var before = Local.Value;
        Local.Value = actor;
        return new End(before);
    }

    private sealed class End(Actor? before) : IDisposable
    {
        public void Dispose() => Local.Value = before;
    }
}
