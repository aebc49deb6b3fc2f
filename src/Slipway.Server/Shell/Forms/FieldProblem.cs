using System.Text.RegularExpressions;

namespace Slipway.Server.Shell.Forms;

/// <summary>A problem as the API tells it: <c>name: must not be blank.</c> belongs beside the field, anything else beside the form.</summary>
/// <param name="Field">The field that it is about; null when it is about none of the form's.</param>
/// <param name="Text">What is wrong, without the field's name.</param>
public sealed partial record FieldProblem(string? Field, string Text)
{
    /// <summary>Reads a message.</summary>
    /// <param name="message">As the API tells it; null for none.</param>
    /// <param name="fields">The fields that the form has.</param>
    public static FieldProblem? Read(string? message, params IReadOnlyCollection<string> fields) =>
        message is null ? null
        : fields.FirstOrDefault(field => message.StartsWith($"{field}: ", StringComparison.Ordinal)) is { } field ? new(field, Sentence(message[(field.Length + 2)..]))
        : Quoted().Match(message) is { Success: true } quoted && fields.Contains(quoted.Groups["field"].Value) ? new(quoted.Groups["field"].Value, Sentence(quoted.Groups["rest"] is { Success: true, Value: var rest } ? rest : message))
        : new(null, Sentence(message));

    /// <summary>What is wrong with a field; null when this is about something else.</summary>
    public string? At(string field) => Field == field ? Text : null;

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    // A document that cannot be read: "'name' of pipeline 'x' must be …", "Variable 'x' has no 'value'."
    [GeneratedRegex("^'(?<field>[A-Za-z]+)' of [^']+ '[^']*' (?<rest>.+)$|^'(?<field>[A-Za-z]+)' of |^[^:]+ has (no|an empty) '(?<field>[A-Za-z]+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
