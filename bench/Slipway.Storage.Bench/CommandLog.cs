using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Slipway.Storage.Bench;

/// <summary>Listens to EF Core and keeps its commands while somebody wants them.</summary>
internal sealed class CommandLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> subscriptions = [];
    private List<KeptCommand>? kept;

    public CommandLog() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>The commands that this ran.</summary>
    public async Task<IReadOnlyList<KeptCommand>> OfAsync(Func<Task> run)
    {
        kept = [];
        await run();
        (var commands, kept) = (kept, null);
        return commands;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (kept is not null && value is { Value: CommandEventData { Command: var command } } && value.Key == RelationalEventId.CommandExecuting.Name)
        {
            kept.Add(new KeptCommand(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());
}

/// <summary>A command that was run, with its values.</summary>
internal sealed record KeptCommand(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    /// <summary>How the database goes about it.</summary>
    public async Task<IReadOnlyList<string>> PlanAsync(DbConnection connection, bool isSqlite, CancellationToken cancellationToken)
    {
        await using var explain = connection.CreateCommand();
        explain.CommandText = $"{(isSqlite ? "explain query plan" : "explain (costs off)")} {Sql}";
        foreach (var (name, value) in Parameters)
        {
            var parameter = explain.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            explain.Parameters.Add(parameter);
        }

        await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(reader.GetString(isSqlite ? 3 : 0));
        }

        return lines;
    }
}
