using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using Slipway.Projects.Listing;

namespace Slipway.Storage.Listing;

/// <summary>Translates a filter into an expression over rows. Values go in as parameters, so that filters of one shape are one query to the database.</summary>
internal static class RowFilter
{
    private static readonly MethodInfo Upper = Method(nameof(string.ToUpper), []);
    private static readonly MethodInfo Lower = Method(nameof(string.ToLower), []);
    private static readonly MethodInfo Substring = Method(nameof(string.Substring), [typeof(int), typeof(int)]);
    private static readonly MethodInfo Contains = Method(nameof(string.Contains), [typeof(string)]);

    /// <summary>Holds for the rows that the filter means.</summary>
    public static Expression<Func<TRow, bool>> Of<TRow>(Filter filter, RowFields<TRow> fields)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, bool>>(Of(filter, fields, row), row);
    }

    /// <summary>Holds for the rows whose value is one of these.</summary>
    public static Expression<Func<TRow, bool>> AnyOf<TRow>(Expression<Func<TRow, string>> value, IEnumerable<string> texts) =>
        Expression.Lambda<Func<TRow, bool>>(Balanced([.. texts.Select(text => Expression.Equal(value.Body, Parameter(text)))], Expression.OrElse), value.Parameters);

    /// <summary>Holds for the rows whose identity is that of one of these.</summary>
    public static Expression<Func<TRow, bool>> In<TRow>(LambdaExpression identity, IQueryable<TRow> rows)
    {
        Type[] types = [typeof(TRow), identity.ReturnType];
        var identities = Expression.Call(typeof(Queryable), nameof(Queryable.Select), types, rows.Expression, Expression.Quote(identity));
        var row = Expression.Parameter(typeof(TRow), "row");
        var its = ReplacingExpressionVisitor.Replace(identity.Parameters[0], row, identity.Body);
        return Expression.Lambda<Func<TRow, bool>>(Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [identity.ReturnType], identities, its), row);
    }

    private static Expression Of<TRow>(Filter filter, RowFields<TRow> fields, ParameterExpression row) => filter switch
    {
        Filter.And and => Balanced([.. and.Items.Select(item => Of(item, fields, row))], Expression.AndAlso),
        Filter.Or or => Balanced([.. or.Items.Select(item => Of(item, fields, row))], Expression.OrElse),
        Filter.Not not => Expression.Not(Of(not.Item, fields, row)),
        Filter.StartsWith starts => StartsWith(Text(starts.Field, fields, row), starts.Prefix),
        Filter.Contains contains => Expression.Call(Text(contains.Field, fields, row), Contains, Parameter(contains.Part)),
        Filter.Compare compare => Compare(Text(compare.Field, fields, row), compare.Comparison, compare.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };

    private static Expression Text<TRow>(FieldTerm term, RowFields<TRow> fields, ParameterExpression row)
    {
        var value = fields.Of(term.Field.Name, row);
        return term.Case switch
        {
            LetterCase.Upper => Expression.Call(value, Upper),
            LetterCase.Lower => Expression.Call(value, Lower),
            _ => value,
        };
    }

    // string.StartsWith becomes LIKE, which has no case in SQLite. Databases count characters, not UTF-16's halves of them.
    private static BinaryExpression StartsWith(Expression text, string prefix) =>
        Expression.Equal(Expression.Call(text, Substring, Expression.Constant(0), Parameter(prefix.EnumerateRunes().Count())), Parameter(prefix));

    private static Expression Compare(Expression field, Comparison comparison, FilterValue value)
    {
        if (Value(value, Nullable.GetUnderlyingType(field.Type) ?? field.Type) is not { } comparand)
        {
            return Expression.Constant(comparison is Comparison.NotEqual);
        }

        Expression right = comparand.Type == field.Type ? comparand : Expression.Convert(comparand, field.Type);
        return comparison switch
        {
            Comparison.Equal => Expression.Equal(field, right),
            Comparison.NotEqual => Expression.NotEqual(field, right),
            Comparison.Greater => Expression.GreaterThan(field, right),
            Comparison.GreaterOrEqual => Expression.GreaterThanOrEqual(field, right),
            Comparison.Less => Expression.LessThan(field, right),
            Comparison.LessOrEqual => Expression.LessThanOrEqual(field, right),
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
        };
    }

    // Numbers beyond the column's range are moved to its ends, where no row is: every comparison comes out as it should.
    private static MemberExpression? Value(FilterValue value, Type column) => value switch
    {
        FilterValue.Text text when column == typeof(string) => Parameter(text.Value),
        FilterValue.Id id when column == typeof(Guid) => Parameter(id.Value),
        FilterValue.Boolean boolean when column == typeof(bool) => Parameter(boolean.Value),
        FilterValue.Number number when column == typeof(int) => Parameter((int)Math.Clamp(number.Value, int.MinValue, int.MaxValue)),
        FilterValue.Number number when column == typeof(DateTimeOffset) => Parameter(Microseconds.ToMoment(Math.Clamp(number.Value, FirstMoment, LastMoment))),
        FilterValue.Text when column == typeof(Guid) => null,
        _ => throw new InvalidOperationException($"A column of type {column} is declared as a field of another kind, for it is compared with {value.GetType().Name}."),
    };

    private static readonly long FirstMoment = Microseconds.From(DateTimeOffset.MinValue);
    private static readonly long LastMoment = Microseconds.From(DateTimeOffset.MaxValue);

    /// <summary>A tree as low as can be: databases and EF Core bound how deep an expression may be.</summary>
    private static Expression Balanced(ReadOnlySpan<Expression> items, Func<Expression, Expression, Expression> join) => items.Length switch
    {
        1 => items[0],
        var count => join(Balanced(items[..(count / 2)], join), Balanced(items[(count / 2)..], join)),
    };

    // EF Core makes a parameter of what it finds in a field of an object, and a literal of a bare constant.
    private static MemberExpression Parameter<T>(T value) => Expression.Field(Expression.Constant(new Box<T>(value)), nameof(Box<T>.Value));

    private static MethodInfo Method(string name, Type[] parameters) => typeof(string).GetMethod(name, parameters)!;

    private sealed class Box<T>(T value)
    {
        public readonly T Value = value;
    }
}
