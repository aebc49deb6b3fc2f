namespace Slipway.Projects.Endpoints;

/// <summary>A property's value that is <c>${var.NAME}</c> and nothing else: what is meant stands in that variable of the endpoint's project. It is no secret itself.</summary>
public static class VariableReference
{
    private const string Head = "${var.";

    /// <summary>The reference to a variable.</summary>
    public static string To(string name) => $"{Head}{name}}}";

    /// <summary>The name of the variable that the value refers to; null when it is no reference.</summary>
    public static string? NameIn(string? value) =>
        value?.Trim() is { } text && text.StartsWith(Head, StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1 && text[Head.Length..^1].Trim() is { Length: > 0 } name
            ? name
            : null;
}
