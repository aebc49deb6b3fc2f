using System.Data;
using System.Data.Common;

namespace Slipway.Storage.Journal;

/// <summary>One open connection, on which the writes of a group are run.</summary>
public abstract class JournalSession(DbConnection connection) : IAsyncDisposable
{
    internal bool IsOpen => connection.State is ConnectionState.Open;

    private protected DbTransaction? Transaction { get; private set; }

    /// <summary>Runs a statement whose parameters are named <c>@0</c>, <c>@1</c> and so on.</summary>
    /// <returns>The number of rows it changed.</returns>
    public abstract Task<int> ExecuteAsync(string sql, params object?[] values);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal async Task<DbTransaction> BeginAsync() => Transaction = await connection.BeginTransactionAsync();

    /// <summary>Runs the writes in the transaction that was begun.</summary>
    internal abstract Task RunAsync(IReadOnlyList<IWrite> writes);
}
