using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Slipway.Storage.Audit;

/// <summary>Refuses <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> of audited rows: they go past the change tracker, and so past the audit.</summary>
internal sealed class TrackedOnly : IQueryExpressionInterceptor
{
    // EF Core makes its services anew for each other instance it is given.
    public static readonly TrackedOnly Instance = new();

    private TrackedOnly()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (queryExpression is MethodCallExpression { Method.Name: nameof(EntityFrameworkQueryableExtensions.ExecuteDelete) or nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate) } call
            && call.Arguments[0].Type.GetGenericArguments() is [var row]
            && eventData.Context!.GetService<AuditedRows>().MustBeTracked(row))
        {
            throw new InvalidOperationException($"{row.Name} is audited: read it, change it, and save it.");
        }

        return queryExpression;
    }
}
