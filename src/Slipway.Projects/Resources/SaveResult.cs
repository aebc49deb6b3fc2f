namespace Slipway.Projects.Resources;

/// <summary>How keeping a thing came out.</summary>
public abstract record SaveResult<T>
    where T : class, IResource
{
    private SaveResult()
    {
    }

    /// <summary>It is kept.</summary>
    /// <param name="Item">As it is now, with its new revision.</param>
    public sealed record Saved(T Item) : SaveResult<T>;

    /// <summary>Its project has another one of that name; nothing was done.</summary>
    public sealed record NameTaken : SaveResult<T>;

    /// <summary>There is none of that id; nothing was done.</summary>
    public sealed record Gone : SaveResult<T>;

    /// <summary>Somebody else changed it since it was read; nothing was done.</summary>
    /// <param name="Current">As it is.</param>
    public sealed record Outdated(T Current) : SaveResult<T>;
}
