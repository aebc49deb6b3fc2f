using System.Linq.Expressions;

namespace Slipway.Storage.Listing;

/// <summary>How the rows of a table are listed: what the fields of the resource are in them, and which order they have of their own.</summary>
internal sealed class RowFields<TRow>
{
    private readonly Dictionary<string, LambdaExpression> fields = [];
    private readonly Dictionary<string, IReadOnlyList<string>> closed = [];

    /// <summary>The owning project's name.</summary>
    public required Expression<Func<TRow, string>> Project { get; init; }

    /// <summary>The order when none is asked for; its last step makes it a total one.</summary>
    public required (LambdaExpression By, bool IsDescending)[] Order { get; init; }

    /// <summary>The row's identity, which makes every other order a total one.</summary>
    public required LambdaExpression Identity { get; init; }

    /// <summary>The names of the fields.</summary>
    public IEnumerable<string> Names => fields.Keys;

    /// <summary>Says what a field is in a row.</summary>
    public RowFields<TRow> With<TValue>(string field, Expression<Func<TRow, TValue>> value)
    {
        fields.Add(field, value);
        return this;
    }

    /// <summary>Says what a field is in a row, and that it is always one of these texts.</summary>
    public RowFields<TRow> With(string field, Expression<Func<TRow, string>> value, IReadOnlyList<string> texts)
    {
        closed.Add(field, texts);
        return With(field, value);
    }

    /// <summary>The texts that a field can be; null when they cannot be told.</summary>
    public IReadOnlyList<string>? TextsOf(string field) => closed.GetValueOrDefault(field);

    /// <summary>The field's value in this row.</summary>
    public Expression Of(string field, ParameterExpression row) => In(fields[field], row);

    /// <summary>What a field is in a row.</summary>
    public LambdaExpression Of(string field) => fields[field];

    /// <summary>The expression's body with this row in place of its own.</summary>
    public static Expression In(LambdaExpression lambda, ParameterExpression row) => new Replace(lambda.Parameters[0], row).Visit(lambda.Body);

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
