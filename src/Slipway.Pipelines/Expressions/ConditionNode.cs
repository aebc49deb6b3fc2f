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

/// <summary>
/// A condition, read. It prints itself as a condition that reads as the same again: one space around operators, texts in double
/// quotes, parentheses only where the tree needs them.
/// </summary>
internal abstract record ConditionNode
{
    /// <summary>Holds when any item holds; items after the first that holds are not evaluated.</summary>
    public sealed record Or(IReadOnlyList<ConditionNode> Items) : ConditionNode
    {
        public bool Equals(Or? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Aggregate(1, HashCode.Combine);

        public override string ToString() => string.Join(" || ", Items.Select(item => item is Or ? $"({item})" : item.ToString()));
    }

    /// <summary>Holds when all items hold; items after the first that does not are not evaluated.</summary>
    public sealed record And(IReadOnlyList<ConditionNode> Items) : ConditionNode
    {
        public bool Equals(And? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Aggregate(2, HashCode.Combine);

        public override string ToString() => string.Join(" && ", Items.Select(item => item is Or or And ? $"({item})" : item.ToString()));
    }

    public sealed record Not(ConditionNode Item) : ConditionNode
    {
        public override string ToString() => "!" + Operand(Item);
    }

    public sealed record Compare(ConditionNode Left, Comparator Comparator, ConditionNode Right) : ConditionNode
    {
        public override string ToString() => $"{Operand(Left)} {Sign(Comparator)} {Operand(Right)}";
    }

    /// <summary>Text in quotes, their escapes undone. It is a text even where it holds a number.</summary>
    public sealed record Quoted(string Text) : ConditionNode
    {
        public override string ToString() => QuotedText.Quote(Text);
    }

    /// <summary>An expression, number, <c>true</c>, <c>false</c>, <c>null</c> or a word.</summary>
    public sealed record Bare(string Text) : ConditionNode
    {
        public override string ToString() => Text;
    }

    private static string Operand(ConditionNode node) => node is Or or And or Compare ? $"({node})" : node.ToString();

    private static string Sign(Comparator comparator) => comparator switch
    {
        Comparator.Equal => "==",
        Comparator.NotEqual => "!=",
        Comparator.Greater => ">",
        Comparator.GreaterOrEqual => ">=",
        Comparator.Less => "<",
        _ => "<=",
    };
}
