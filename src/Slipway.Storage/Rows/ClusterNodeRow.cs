namespace Slipway.Storage.Rows;

/// <summary>A node that works on this database, at rest. Only PostgreSQL has many.</summary>
public sealed class ClusterNodeRow
{
    /// <summary>Primary key: where the other nodes reach it and when it was started, <c>10.0.0.5:11111@153612345</c>.</summary>
    public required string Address { get; set; }

    /// <summary>Such as <c>Active</c>.</summary>
    public required string Status { get; set; }

    /// <summary>What the silo is called.</summary>
    public required string Name { get; set; }

    /// <summary>The machine.</summary>
    public required string Host { get; set; }

    /// <summary>Who suspects it to be dead, and since when, as a JSON array.</summary>
    public required string Suspects { get; set; }

    /// <summary>When it was started, by the database's clock.</summary>
    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>When it last said that it is alive, by the database's clock.</summary>
    public required DateTimeOffset AliveAt { get; set; }
}

/// <summary>Counts the changes of who is a node and who is not: whoever changes something says which count they have seen.</summary>
public sealed class ClusterViewRow
{
    /// <summary>Primary key; there is one row.</summary>
    public required int Id { get; set; }

    /// <summary>The count.</summary>
    public required int Version { get; set; }
}
