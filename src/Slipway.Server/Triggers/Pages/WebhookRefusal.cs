using System.Text.RegularExpressions;

namespace Slipway.Server.Triggers.Pages;

/// <summary>Why a webhook was not kept, and which field of its form is at fault.</summary>
/// <param name="Field">The field's name in the API; null when it is none of the form's.</param>
/// <param name="Text">What is wrong and what would be right.</param>
public sealed partial record WebhookRefusal(string? Field, string Text)
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["project"] = "Project",
        ["name"] = "Name",
        ["description"] = "Description",
        ["endpoint"] = "Docker registry endpoint",
        ["pipeline"] = "Pipeline",
        ["input"] = "Input Parameters",
        ["refreshToken"] = "API token",
        ["imageNameRegExPattern"] = "Image",
        ["tagNamePattern"] = "Tag",
        ["enabled"] = "Enabled",
        ["proof"] = "Proof",
        ["latestWins"] = "Latest wins",
        ["reconcile"] = "Look for missed pushes",
        ["allowedSources"] = "Allowed sources",
        ["sender"] = "Sender",
        ["callback"] = "Call back",
        ["secretToken"] = "Secret token",
    };

    /// <summary>What a field of the API is called in the form.</summary>
    public static string Label(string field) => Labels.GetValueOrDefault(field, field);

    /// <summary>A message of the API: it begins with the field's name where one is at fault, or, where the document could not be read, quotes it.</summary>
    public static WebhookRefusal Of(string message) =>
        message.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && message[..colon].Split('.', '[')[0] is var field && Labels.ContainsKey(field) ? new(field, message[(colon + 2)..])
        : Quoted().Match(message) is { Success: true } quoted && Labels.ContainsKey(quoted.Groups["field"].Value) ? new(quoted.Groups["field"].Value, message)
        : new(null, message);

    /// <summary>What is wrong with that field; null for nothing.</summary>
    public string? At(string field) => Field == field ? Text : null;

    [GeneratedRegex("^'(?<field>[A-Za-z]+)' of |^[^:]+ has (no|an empty) '(?<field>[A-Za-z]+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
