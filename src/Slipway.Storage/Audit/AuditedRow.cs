using Slipway.Projects.Audit;

namespace Slipway.Storage.Audit;

/// <summary>How the rows of one table stand in the audit.</summary>
/// <param name="Kind">One of <see cref="AuditKinds"/>.</param>
internal abstract record AuditedRow(string Kind)
{
    /// <summary>
    /// Whether an entry is made of nothing but the deletion of a single row: it keeps the record of its own changes, and goes along with
    /// its project without one.
    /// </summary>
    public bool IsDeletionOnly { get; init; }

    /// <summary>Which thing a row is.</summary>
    public abstract AuditSubject SubjectOf(object row, AuditNames names);

    /// <summary>What of it is audited, secrets in clear.</summary>
    public abstract AuditedState StateOf(object row, AuditNames names);
}

/// <inheritdoc/>
internal sealed record AuditedRow<TRow>(string Kind, Func<TRow, AuditNames, AuditSubject> Subject, Func<TRow, AuditNames, AuditedState> State) : AuditedRow(Kind)
    where TRow : class
{
    public override AuditSubject SubjectOf(object row, AuditNames names) => Subject((TRow)row, names);

    public override AuditedState StateOf(object row, AuditNames names) => State((TRow)row, names);
}

/// <summary>The thing that an entry is about.</summary>
/// <param name="Resource">Its identity.</param>
/// <param name="Project">The owning project's name, or null.</param>
/// <param name="Name">What people call it.</param>
internal sealed record AuditSubject(string Resource, string? Project, string Name);

/// <summary>What the people and roles are called whose ids stand in rows.</summary>
internal sealed record AuditNames(IReadOnlyDictionary<string, string> People, IReadOnlyDictionary<string, string> Roles)
{
    /// <summary>The person's name; the id of somebody who is gone.</summary>
    public string Person(string id) => People.GetValueOrDefault(id, id);

    /// <summary>The role's name; the id of one that is gone.</summary>
    public string Role(string id) => Roles.GetValueOrDefault(id, id);
}
