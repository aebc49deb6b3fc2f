namespace Slipway.Storage.Rows;

/// <summary>An audit entry at rest. The database refuses to change or delete it.</summary>
public sealed class AuditRow
{
    /// <summary>Primary key: the order of writing.</summary>
    public long Sequence { get; set; }

    /// <summary>Unique.</summary>
    public required Guid Id { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The person's user name, or nothing.</summary>
    public required string Who { get; set; }

    /// <summary>Where they were; empty when the server did it.</summary>
    public required string Address { get; set; }

    /// <summary>Such as <c>UPDATE</c>.</summary>
    public required string Action { get; set; }

    /// <summary>Such as <c>PIPELINE</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The thing's identity; empty where it has none.</summary>
    public required string Resource { get; set; }

    /// <summary>The project's name; empty for none.</summary>
    public required string Project { get; set; }

    /// <summary>The thing's name.</summary>
    public required string Name { get; set; }

    /// <summary>What is to be said beyond that.</summary>
    public required string Message { get; set; }

    /// <summary>What was otherwise before, as JSON, secrets masked.</summary>
    public string? Before { get; set; }

    /// <summary>What is otherwise now, as JSON, secrets masked.</summary>
    public string? After { get; set; }
}
