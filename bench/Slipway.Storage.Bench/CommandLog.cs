using Microsoft.Extensions.Logging;

namespace Slipway.Storage.Bench;

/// <summary>Listens to EF Core and keeps the SQL of each command while somebody wants it.</summary>
internal sealed class CommandLog : ILoggerProvider, ILogger
{
    private const string Category = "Microsoft.EntityFrameworkCore.Database.Command";
    private const int CommandExecuted = 20101;

    private List<string>? kept;

    /// <summary>The commands that this ran.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Func<Task> run)
    {
        kept = [];
        await run();
        (var commands, kept) = (kept, null);
        return commands;
    }

    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    // EF Core asks once a second only.
    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == CommandExecuted && state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            kept?.Add(values.First(value => value.Key == "commandText").Value!.ToString()!);
        }
    }

    public void Dispose()
    {
    }
}
