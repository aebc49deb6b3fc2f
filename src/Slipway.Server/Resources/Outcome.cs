using Slipway.Projects.Resources;
using Slipway.Server.Api;

namespace Slipway.Server.Resources;

/// <summary>How a change of a resource came out: the resource as it is now, or why not.</summary>
internal readonly record struct Outcome<T>(T? Item, Problem? Problem)
    where T : class, IResource
{
    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);

    public static implicit operator Outcome<T>(T item) => new(item, null);
}
