using Slipway.Projects.Listing;

namespace Slipway.Projects.Audit;

/// <summary>
/// Who did what. A change of configuration writes its entry itself, in its own transaction; what is no such change is recorded here.
/// Entries are added and read, and nothing else can be done to them.
/// </summary>
public interface IAuditLog
{
    /// <summary>Writes an entry in the name of <c>Actor.Current</c>. When it returns, it is on disk.</summary>
    Task RecordAsync(AuditEvent what, CancellationToken cancellationToken);

    /// <summary>The entry of that id, or null.</summary>
    Task<AuditEntry?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>One page of them, the newest first if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many; see <see cref="AuditFields"/>.</param>
    /// <param name="projects">The projects whose entries the asker may read; null for all entries, those of no project included.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<AuditEntry>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);
}
