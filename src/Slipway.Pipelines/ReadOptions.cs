namespace Slipway.Pipelines;

/// <summary>How strictly a document is read.</summary>
public enum Strictness
{
    /// <summary>A document that ran elsewhere: what may be mended later is a warning.</summary>
    Import,

    /// <summary>A document that is being written: the same things are errors.</summary>
    Editor,
}

/// <summary>How a file is read.</summary>
public sealed record ReadOptions
{
    /// <summary>Bytes that are read when nobody says: 10 MiB.</summary>
    public const int DefaultMaxBytes = Source.SourceLimits.Bytes;

    /// <summary>The most bytes (as UTF-8) that are read; more is an error.</summary>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <inheritdoc cref="Pipelines.Strictness"/>
    public Strictness Strictness { get; init; }

    /// <summary>The task types that can run here; one that is known and cannot run is a warning. Null where that is not known.</summary>
    public IReadOnlySet<string>? TaskTypes { get; init; }
}
