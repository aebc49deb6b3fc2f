using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Slipway.Storage.Postgres;

/// <summary>SQLite's LIKE takes A for a, PostgreSQL's does not: queries are written once, so on PostgreSQL theirs becomes ILIKE.</summary>
internal sealed class LikeWhateverTheCase : ExpressionVisitor, IQueryExpressionInterceptor
{
    // EF Core makes its services anew for each other instance it is given.
    public static readonly LikeWhateverTheCase Instance = new();

    private LikeWhateverTheCase()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var visited = base.VisitMethodCall(node);
        return visited is MethodCallExpression { Method: { Name: nameof(DbFunctionsExtensions.Like) } like } call && like.DeclaringType == typeof(DbFunctionsExtensions)
            ? Expression.Call(WithoutCase(like), call.Arguments)
            : visited;
    }

    private static MethodInfo WithoutCase(MethodInfo like) => typeof(NpgsqlDbFunctionsExtensions).GetMethod(
        nameof(NpgsqlDbFunctionsExtensions.ILike),
        [.. like.GetParameters().Select(parameter => parameter.ParameterType)])!;
}
