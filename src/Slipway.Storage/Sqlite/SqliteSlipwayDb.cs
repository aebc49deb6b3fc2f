using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Slipway.Storage.Sqlite;

/// <summary>The tables in SQLite.</summary>
public sealed class SqliteSlipwayDb(DbContextOptions<SqliteSlipwayDb> options) : SlipwayDb(options)
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    /// <inheritdoc/>
    public override string AppendOnlyAudit => SqliteAudit.AppendOnly;

    /// <inheritdoc/>
    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };

    /// <summary>Lets <c>dotnet ef migrations add</c> make migrations without a server.</summary>
    public sealed class Factory : IDesignTimeDbContextFactory<SqliteSlipwayDb>
    {
        /// <inheritdoc/>
        public SqliteSlipwayDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteSlipwayDb>().UseSqlite("Data Source=:memory:").Options);
    }
}
