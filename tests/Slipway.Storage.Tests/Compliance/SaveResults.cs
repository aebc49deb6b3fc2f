using Shouldly;
using Slipway.Projects.Resources;

namespace Slipway.Storage.Tests.Compliance;

internal static class SaveResults
{
    public static T ShouldBeSaved<T>(this SaveResult<T> result)
        where T : class, IResource =>
        result.ShouldBeOfType<SaveResult<T>.Saved>().Item;

    public static void ShouldBeTaken<T>(this SaveResult<T> result)
        where T : class, IResource =>
        result.ShouldBeOfType<SaveResult<T>.NameTaken>();

    public static void ShouldBeGone<T>(this SaveResult<T> result)
        where T : class, IResource =>
        result.ShouldBeOfType<SaveResult<T>.Gone>();
}
