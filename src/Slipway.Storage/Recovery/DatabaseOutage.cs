using Slipway.Execution.Store;
using Slipway.Storage.Journal;
using Slipway.Storage.Postgres;
using Slipway.Storage.Sqlite;

namespace Slipway.Storage.Recovery;

/// <summary>An error may come wrapped: by EF Core, or by the messages between grains.</summary>
internal sealed class DatabaseOutage : IStoreOutage
{
    public bool Explains(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is JournalUnavailableException || SqliteTrouble.IsAway(cause) || PostgresTrouble.IsAway(cause))
            {
                return true;
            }
        }

        return false;
    }
}
