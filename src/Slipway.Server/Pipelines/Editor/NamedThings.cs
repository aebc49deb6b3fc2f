namespace Slipway.Server.Pipelines.Editor;

/// <summary>Things by name in the order of the document, with one of them changed.</summary>
internal static class NamedThings
{
    /// <summary>With another value in the place of the old one, or at the end.</summary>
    public static OrderedDictionary<string, T> With<T>(this OrderedDictionary<string, T> things, string name, T thing) => new(things, things.Comparer) { [name] = thing };

    public static OrderedDictionary<string, T> Without<T>(this OrderedDictionary<string, T> things, string name) => new(things.Where(known => known.Key != name), things.Comparer);

    /// <summary>With another name in the place of the old one.</summary>
    public static OrderedDictionary<string, T> Renamed<T>(this OrderedDictionary<string, T> things, string name, string wanted) =>
        new(things.Select(known => known.Key == name ? KeyValuePair.Create(wanted, known.Value) : known), things.Comparer);
}
