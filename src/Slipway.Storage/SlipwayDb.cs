using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Slipway.Storage.Rows;

namespace Slipway.Storage;

/// <summary>The tables. Each database product has a derived context with migrations of its own.</summary>
public abstract class SlipwayDb(DbContextOptions options) : IdentityDbContext<IdentityUser>(options), IDataProtectionKeyContext
{
    /// <summary>The key ring, wrapped.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>API tokens, hashed.</summary>
    public DbSet<RefreshTokenRow> RefreshTokens => Set<RefreshTokenRow>();

    /// <summary>Who is what in which project.</summary>
    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    /// <summary>Projects.</summary>
    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    /// <summary>Endpoints.</summary>
    public DbSet<EndpointRow> Endpoints => Set<EndpointRow>();

    /// <summary>Variables.</summary>
    public DbSet<VariableRow> Variables => Set<VariableRow>();

    /// <summary>Pipelines.</summary>
    public DbSet<PipelineRow> Pipelines => Set<PipelineRow>();

    /// <summary>How pipelines were written from version to version.</summary>
    public DbSet<PipelineVersionRow> PipelineVersions => Set<PipelineVersionRow>();

    /// <summary>Custom integrations.</summary>
    public DbSet<CustomIntegrationRow> CustomIntegrations => Set<CustomIntegrationRow>();

    /// <summary>Docker webhooks.</summary>
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    /// <summary>Deliveries, as they came.</summary>
    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    /// <summary>What came of them.</summary>
    public DbSet<RegistryEventRow> RegistryEvents => Set<RegistryEventRow>();

    /// <summary>How Docker webhooks fare.</summary>
    public DbSet<WebhookHealthRow> WebhookHealth => Set<WebhookHealthRow>();

    /// <summary>What was last seen at their registries.</summary>
    public DbSet<SeenTagRow> SeenTags => Set<SeenTagRow>();

    /// <summary>Executions.</summary>
    public DbSet<ExecutionRow> Executions => Set<ExecutionRow>();

    /// <summary>The logs of executions, in chunks.</summary>
    public DbSet<ExecutionLogRow> ExecutionLogs => Set<ExecutionLogRow>();

    /// <summary>What people are asked.</summary>
    public DbSet<UserOperationRow> UserOperations => Set<UserOperationRow>();

    /// <summary>Whom to tell of executions, and what became of it.</summary>
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    /// <summary>Who did what; rows are added and read only.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>The statements that make the database itself refuse to change or delete an audit entry. They can be run again and again.</summary>
    public abstract string AppendOnlyAudit { get; }

    /// <summary>Numbers of executions that were deleted.</summary>
    public DbSet<ExecutionNumberRow> ExecutionNumbers => Set<ExecutionNumberRow>();

    /// <summary>Whether saving failed because a row with the same unique values is there already.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException exception);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<DataProtectionKey>().ToTable("key_ring");
        builder.Entity<RefreshTokenRow>(token =>
        {
            token.ToTable("refresh_tokens").HasKey(t => t.Hash);
            token.HasIndex(t => t.Id).IsUnique();
            token.HasIndex(t => t.UserId);
        });
        builder.Entity<MembershipRow>(member =>
        {
            member.ToTable("memberships").HasKey(m => new { m.Project, m.UserId });
            member.HasIndex(m => m.UserId);

            // Else the audit could tell of a change from a role that somebody else had changed in between.
            member.Property(m => m.Role).IsConcurrencyToken();
        });
        builder.Entity<ProjectRow>(project =>
        {
            project.ToTable("projects").HasIndex(p => p.Name).IsUnique();
            project.Property(p => p.Description).IsConcurrencyToken();
        });
        Resources(builder.Entity<EndpointRow>(), "endpoints");
        Resources(builder.Entity<VariableRow>(), "variables");
        Resources(builder.Entity<PipelineRow>(), "pipelines");
        builder.Entity<PipelineVersionRow>(version =>
        {
            version.ToTable("pipeline_versions").HasIndex(v => new { v.PipelineId, v.Number });
            version.HasOne<PipelineRow>().WithMany().HasForeignKey(v => v.PipelineId).OnDelete(DeleteBehavior.Cascade);
        });
        Resources(builder.Entity<WebhookRow>(), "registry_webhooks");
        Resources(builder.Entity<CustomIntegrationRow>(), "custom_integrations");
        builder.Entity<DeliveryRow>(delivery =>
        {
            delivery.ToTable("deliveries").HasKey(d => d.Sequence);
            delivery.HasIndex(d => d.Id).IsUnique();
            delivery.HasIndex(d => new { d.WebhookId, d.Sequence }).HasFilter("not is_decided").HasDatabaseName("ix_deliveries_undecided");
        });
        builder.Entity<RegistryEventRow>(line =>
        {
            line.ToTable("registry_events").HasKey(e => e.Sequence);
            line.HasIndex(e => e.Id).IsUnique();
            line.HasIndex(e => new { e.Project, e.ReceivedAt, e.Sequence });
            line.HasIndex(e => new { e.WebhookName, e.ReceivedAt, e.Sequence });
            line.HasIndex(e => new { e.Outcome, e.ReceivedAt, e.Sequence });
            line.HasIndex(e => new { e.ReceivedAt, e.Sequence });
            line.HasIndex(e => new { e.WebhookId, e.PushKey });
            line.HasIndex(e => new { e.WebhookId, e.Tag, e.Sequence });
            line.HasIndex(e => e.DeliveryId);
        });
        builder.Entity<WebhookHealthRow>(health => health.ToTable("webhook_health").HasKey(h => h.WebhookId));
        builder.Entity<SeenTagRow>(tag => tag.ToTable("seen_tags").HasKey(t => new { t.WebhookId, t.Tag }));
        builder.Entity<ExecutionNumberRow>(number =>
        {
            number.ToTable("execution_numbers").HasKey(n => n.PipelineId);
            number.Property(n => n.LastIndex).IsConcurrencyToken();
        });
        builder.Entity<ExecutionRow>(execution =>
        {
            execution.ToTable("executions").HasIndex(e => new { e.PipelineId, e.Index }).IsUnique();

            // What lists are asked for most, each in the order in which it is shown: a page is read off the index, wherever in the list it is.
            execution.HasIndex(e => new { e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.Project, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.Status, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.Project, e.Status, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.Project, e.Name, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.Name, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.Name, e.Status, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.PipelineId, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.RequestedBy, e.RequestedAt, e.Id });
            execution.HasIndex(e => new { e.RequestedBy, e.Status, e.RequestedAt, e.Id });

            // What the sweep asks for is read off an index alone: rows are large.
            execution.HasIndex(e => new { e.PipelineId, e.Index, e.Id, e.Status, e.WakeAt }).HasFilter("not is_ended").HasDatabaseName("ix_executions_unfinished");
            execution.HasIndex(e => new { e.WakeAt, e.PipelineId }).HasFilter("wake_at is not null").HasDatabaseName("ix_executions_due");

            // What runs now is little, however much has run.
            execution.HasIndex(e => new { e.RequestedAt, e.Project }).HasFilter("not is_ended").HasDatabaseName("ix_executions_running");
        });

        builder.Entity<ExecutionLogRow>(chunk =>
        {
            chunk.ToTable("execution_logs").HasKey(l => new { l.ExecutionId, l.Position });
            chunk.HasIndex(l => new { l.ExecutionId, l.Stage, l.Task, l.Attempt, l.IsRollback, l.Sequence }).IsUnique();

            // Whoever deletes an execution, in whichever way: its log goes with it.
            chunk.HasOne<ExecutionRow>().WithMany().HasForeignKey(l => l.ExecutionId).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<UserOperationRow>(operation =>
        {
            operation.ToTable("user_operations");

            // Of two answers one wins.
            operation.Property(o => o.Status).IsConcurrencyToken();
            operation.HasIndex(o => new { o.RequestedAt, o.Id });
            operation.HasIndex(o => new { o.Status, o.RequestedAt, o.Id });
            operation.HasIndex(o => new { o.Project, o.RequestedAt, o.Id });
            operation.HasIndex(o => new { o.Project, o.Status, o.RequestedAt, o.Id });
            operation.HasIndex(o => o.ExecutionId);
            operation.HasIndex(o => new { o.ExecutionId, o.Status, o.ExpiresAt }).HasFilter("not is_settled").HasDatabaseName("ix_user_operations_unsettled");
        });

        builder.Entity<NoticeRow>(notice =>
        {
            notice.ToTable("notices").HasOne<ExecutionRow>().WithMany().HasForeignKey(n => n.ExecutionId).OnDelete(DeleteBehavior.Cascade);
            notice.HasIndex(n => n.NextAttemptAt).HasFilter("next_attempt_at is not null").HasDatabaseName("ix_notices_due");
        });

        builder.Entity<AuditRow>(entry =>
        {
            entry.ToTable("audit").HasKey(a => a.Sequence);
            entry.HasIndex(a => a.Id).IsUnique();

            // A page is read off the index that fits what is asked for, the newest first, within any span of time.
            entry.HasIndex(a => new { a.At, a.Sequence });
            entry.HasIndex(a => new { a.Project, a.At, a.Sequence });
            entry.HasIndex(a => new { a.Who, a.At, a.Sequence });
            entry.HasIndex(a => new { a.Kind, a.At, a.Sequence });
            entry.HasIndex(a => new { a.Action, a.At, a.Sequence });
            entry.HasIndex(a => new { a.Project, a.Kind, a.At, a.Sequence });
            entry.HasIndex(a => new { a.Who, a.Action, a.At, a.Sequence });
        });

        UseSnakeCase(builder);
    }

    private static void Resources<TRow>(EntityTypeBuilder<TRow> resource, string table)
        where TRow : ResourceRow
    {
        resource.ToTable(table).HasIndex(r => new { r.Project, r.Name }).IsUnique();
        resource.Property(r => r.Version).IsConcurrencyToken();
    }

    // The journal writes SQL by hand: the same unquoted names must do for every database product.
    private protected static void UseSnakeCase(ModelBuilder builder)
    {
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(string.Concat(property.Name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));
        }
    }

    /// <summary>Moments are kept as microseconds since 1970 UTC, as Code Stream's API counts them: sortable, and the same everywhere.</summary>
    private sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(moment => Microseconds.From(moment), number => Microseconds.ToMoment(number));
}
