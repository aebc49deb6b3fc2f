namespace Slipway.Pipelines.Expressions;

/// <summary>The bounds inside which expressions are evaluated. Over one of them is an error, never an exception.</summary>
public static class ExpressionLimits
{
    /// <summary>Characters between <c>${</c> and <c>}</c>.</summary>
    public const int Expression = 4096;

    /// <summary>Names and indexes in one expression: <c>a.b[0].c</c> has four.</summary>
    public const int Segments = 64;

    /// <summary>Characters of a condition.</summary>
    public const int Condition = 65_536;

    /// <summary>Parentheses and negations inside one another in a condition.</summary>
    public const int Nesting = 64;

    /// <summary>Levels of lists and maps of a template, and of JSON that is read from a text.</summary>
    public const int Depth = 128;

    /// <summary>Characters of JSON held in a text that <c>${S.T.output.responseBody.token}</c> looks into.</summary>
    public const int JsonInText = 4 * 1024 * 1024;

    /// <summary>Characters that one template may become.</summary>
    public const int Result = 16 * 1024 * 1024;

    /// <summary>Errors that one template reports; it has no more once these are mended, or it says so again.</summary>
    public const int Errors = 50;
}
