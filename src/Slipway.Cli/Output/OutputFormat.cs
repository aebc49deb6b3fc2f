namespace Slipway.Cli.Output;

/// <summary>How documents are shown.</summary>
internal enum OutputFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>The API's documents, as they came.</summary>
    Json,

    /// <summary>The same as YAML.</summary>
    Yaml,

    /// <summary>One name a line, as other commands take it.</summary>
    Name,
}
