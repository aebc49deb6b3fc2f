using Shouldly;
using Slipway.Projects.Listing;

namespace Slipway.Projects.Tests.Listing;

/// <summary>A resource with a field of every kind.</summary>
internal static class Things
{
    public static readonly ListFields Fields = new(
        new ListField("id", FieldKind.Id),
        new ListField("name", FieldKind.Text),
        new ListField("project", FieldKind.Text),
        new ListField("status", FieldKind.Text),
        new ListField("type", FieldKind.Text),
        new ListField("index", FieldKind.Number),
        new ListField("_requestTimeInMicros", FieldKind.Moment),
        new ListField("_nested", FieldKind.Boolean));

    public static Filter Read(string text)
    {
        var result = ListFilter.Parse(text, Fields);
        return result.Filter.ShouldNotBeNull($"{text}: {result.Problem}");
    }
}
