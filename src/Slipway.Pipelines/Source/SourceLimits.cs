namespace Slipway.Pipelines.Source;

/// <summary>The bounds that keep a hostile document from costing more than its size.</summary>
internal static class SourceLimits
{
    /// <summary>Bytes of a document or file, where the caller does not say.</summary>
    public const int Bytes = 10 * 1024 * 1024;

    /// <summary>Levels of lists and maps in one another.</summary>
    public const int Depth = 64;

    /// <summary>Documents of one file, empty ones included.</summary>
    public const int Documents = 1_000;

    /// <summary>Lines of one file that start with a percent sign.</summary>
    public const int Directives = 1_000;

    /// <summary>Values of one file with every alias written out. The largest real export seen has about 600.</summary>
    public const int Values = 100_000;

    /// <summary>Characters of one file with every alias written out.</summary>
    public const int Characters = 2 * Bytes;

    /// <summary>Diagnostics that are told of one file.</summary>
    public const int Diagnostics = 100;

    /// <summary>Names in the orders of one file: stages, and tasks side by side or one after the other.</summary>
    public const int Names = 20_000;

    /// <summary>Expressions of one file. The largest real export seen has about 60.</summary>
    public const int Expressions = 20_000;

    /// <summary>Characters of all expressions of one file.</summary>
    public const int ExpressionCharacters = 512 * 1024;

    /// <summary>Characters of all conditions of one file.</summary>
    public const int ConditionCharacters = 256 * 1024;

    /// <summary>Characters of all manifests of one file; what is over is not looked into.</summary>
    public const int ManifestCharacters = 2 * 1024 * 1024;
}
