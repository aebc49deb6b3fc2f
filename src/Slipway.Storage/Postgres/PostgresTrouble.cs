using System.Net.Sockets;
using Npgsql;

namespace Slipway.Storage.Postgres;

/// <summary>PostgreSQL's errors in the words of whoever has to mend them.</summary>
internal static class PostgresTrouble
{
    private const string InsufficientResources = "53";
    private const string SystemError = "58";

    /// <summary>Whether the server ends the conversation: it is shut down, crashes, starts up, or has no place left.</summary>
    public static bool IsLeaving(PostgresException answer) =>
        answer.SqlState.StartsWith("08", StringComparison.Ordinal)
        || answer.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || answer.SqlState is PostgresErrorCodes.TooManyConnections;

    /// <summary>Whether the same may well succeed later: the server is gone, on its way out, or short of something, such as room on its disk.</summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        PostgresException answer => IsLeaving(answer) || answer.IsTransient || answer.SqlState[..2] is InsufficientResources or SystemError,
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>Why the database cannot be used, as a sentence without its subject and its full stop.</summary>
    public static string Explain(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "does not exist; 'createdb' makes it",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "does not let this user in: wrong user name or password, or pg_hba.conf forbids it",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => "does not let this user make tables: it should be the database's owner",
        PostgresException answer => $"refuses: {answer.MessageText}",
        { InnerException: SocketException socket } => $"cannot be reached: {socket.Message}",
        { InnerException: TimeoutException } or TimeoutException => "cannot be reached: no answer in time",
        SocketException socket => $"cannot be reached: {socket.Message}",
        // EF Core wraps what may be passing.
        InvalidOperationException { InnerException: NpgsqlException inner } => Explain(inner),
        _ => $"cannot be used: {exception.Message.TrimEnd('.')}",
    };
}
