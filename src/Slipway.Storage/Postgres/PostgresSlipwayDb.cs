using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Postgres;

/// <summary>The tables in PostgreSQL.</summary>
public sealed class PostgresSlipwayDb(DbContextOptions<PostgresSlipwayDb> options) : SlipwayDb(options)
{
    /// <summary>Texts are compared by their bytes, as SQLite does it: the order of a list must not hang on how a database was made.</summary>
    private const string ByBytes = "C";

    /// <inheritdoc/>
    public override string AppendOnlyAudit => PostgresAudit.AppendOnly;

    /// <inheritdoc/>
    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(ByBytes);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ClusterNodeRow>().ToTable("cluster_nodes").HasKey(node => node.Address);
        builder.Entity<ClusterViewRow>(view =>
        {
            view.ToTable("cluster_view").HasKey(v => v.Id);
            view.Property(v => v.Id).ValueGeneratedNever();
        });
        UseSnakeCase(builder);
    }

    /// <summary>Lets <c>dotnet ef migrations add</c> make migrations without a server.</summary>
    public sealed class Factory : IDesignTimeDbContextFactory<PostgresSlipwayDb>
    {
        /// <inheritdoc/>
        public PostgresSlipwayDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresSlipwayDb>().UseNpgsql("Host=nowhere").Options);
    }
}
