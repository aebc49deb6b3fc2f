namespace Slipway.Pipelines.Documents;

/// <summary>A value that the pipelines of a project share: <c>${var.NAME}</c>.</summary>
public sealed record VariableDocument : Document
{
    /// <inheritdoc/>
    public override string Kind => DocumentKinds.Variable;

    /// <summary>Who may see and use the value.</summary>
    public VariableType Type { get; init; }

    /// <summary>The value; null where an export left out a secret one.</summary>
    public string? Value { get; init; }

    /// <summary>Without the value, which may be a secret.</summary>
    public override string ToString() => $"{Kind} {Project}/{Name} {Type}";
}

/// <summary>Who may see and use a variable's value.</summary>
public enum VariableType
{
    /// <summary>Everyone in the project sees it.</summary>
    Regular,

    /// <summary>Nobody sees it; every execution of the project may use it.</summary>
    Secret,

    /// <summary>Nobody sees it; only an administrator's execution may use it.</summary>
    Restricted,
}
