namespace Slipway.Sandbox.Kubernetes.Schemas;

/// <summary>How the items of a list are told apart.</summary>
internal abstract record ListShape
{
    private ListShape()
    {
    }

    public static ListShape Whole { get; } = new Atomic();

    public static ListShape Values { get; } = new Set();

    /// <summary>The list is one value.</summary>
    public sealed record Atomic : ListShape;

    /// <summary>Each item is its own identity.</summary>
    public sealed record Set : ListShape;

    /// <summary>Items are objects that the named fields identify.</summary>
    public sealed record Keyed(IReadOnlyList<KeyField> Keys) : ListShape;
}

/// <summary>One key of a keyed list, and the value that an item has when it names none.</summary>
internal sealed record KeyField(string Name, string? Default = null);
