namespace Slipway.Storage.Journal;

/// <summary>What the journal has to know of a database product. The statements are the same for all: unquoted names, <c>on conflict do nothing</c>, <c>@0</c>.</summary>
public interface IJournalDatabase
{
    /// <summary>An open connection on which a commit returns when it is on disk.</summary>
    Task<JournalSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Whether this error is the connection's and not the statement's: whatever else is tried on it would fail too.</summary>
    bool IsConnectionLost(Exception exception);
}
