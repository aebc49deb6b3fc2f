namespace Slipway.Pipelines.Expressions;

/// <summary>How two operands are compared.</summary>
internal enum Comparator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>A condition, read.</summary>
internal abstract record ConditionNode
{
    /// <summary>Holds when any item holds; items after the first that holds are not evaluated.</summary>
    public sealed record Or(IReadOnlyList<ConditionNode> Items) : ConditionNode;

    /// <summary>Holds when all items hold; items after the first that does not are not evaluated.</summary>
    public sealed record And(IReadOnlyList<ConditionNode> Items) : ConditionNode;

    public sealed record Not(ConditionNode Item) : ConditionNode;

    public sealed record Compare(ConditionNode Left, Comparator Comparator, ConditionNode Right) : ConditionNode;

    /// <summary>Text in quotes, their escapes undone. It is a text even where it holds a number.</summary>
    public sealed record Quoted(string Text) : ConditionNode;

    /// <summary>An expression, number, <c>true</c>, <c>false</c>, <c>null</c> or a word.</summary>
    public sealed record Bare(string Text) : ConditionNode;
}
