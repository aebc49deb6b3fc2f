using Microsoft.Data.Sqlite;

namespace Slipway.Storage.Sqlite;

/// <summary>SQLite's errors that are the file's or the disk's and not the statement's (https://sqlite.org/rescode.html).</summary>
internal static class SqliteTrouble
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;

    /// <summary>Whether the same may well succeed later: somebody else writes, or the disk is full or cannot be read or written.</summary>
    public static bool IsAway(Exception exception) => exception is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen or Protocol };

    /// <summary>Whether the disk failed. What was about to be flushed may be on it all the same, and come to light after a crash.</summary>
    public static bool IsDiskFailure(Exception exception) => exception is SqliteException { SqliteErrorCode: InputOutput or CannotOpen };
}
