using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Projects.Endpoints;

/// <summary>What somebody gave as an endpoint's properties, made complete and checked.</summary>
/// <param name="Properties">All that have a value, defaults included. Of use only when there are no problems.</param>
/// <param name="Problems">Each names its property and says what would be right. No secret is quoted.</param>
public sealed record CompletedProperties(ImmutableDictionary<string, string> Properties, ImmutableArray<string> Problems)
{
    /// <summary>All problems as one text; null when there are none.</summary>
    public string? Problem => Problems.IsEmpty ? null : string.Join(' ', Problems);
}

/// <summary>Makes an endpoint's properties out of what a client sent.</summary>
public static class PropertyCompletion
{
    /// <summary>The longest value, in bytes of UTF-8.</summary>
    public const int MaxValueBytes = 64 * 1024;

    private const int MostProblems = 10;

    /// <summary>Checks what was given, turns numbers and booleans into text, and adds the defaults.</summary>
    /// <param name="type">The endpoint's type.</param>
    /// <param name="given">The properties as JSON has them. Clients send numbers and booleans where the API says text.</param>
    /// <param name="kept">What is stored already: a secret that comes masked or not at all stays as it is. Null for a new endpoint.</param>
    public static CompletedProperties Complete(this EndpointType type, IEnumerable<KeyValuePair<string, JsonNode?>> given, IReadOnlyDictionary<string, string>? kept = null)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        var problems = new List<string>();
        foreach (var (name, node) in given)
        {
            if (type.Property(name) is not { } property)
            {
                problems.Add($"properties.{Shown(name)}: type '{type.Name}' has no such property. It has: {string.Join(", ", type.Properties.Select(known => known.Name))}.");
            }
            else if (Text(node) is not { } text)
            {
                problems.Add($"properties.{name}: must be text, a number or a boolean.");
            }
            else
            {
                values[name] = property.Kind is PropertyKind.Multiline or PropertyKind.Pem ? text : text.TrimEnd('\r', '\n');
            }

            if (problems.Count == MostProblems)
            {
                break;
            }
        }

        var moved = kept is null ? null : type.Properties.FirstOrDefault(property => IsElsewhere(property, values.GetValueOrDefault(property.Name), kept.GetValueOrDefault(property.Name)));
        foreach (var name in type.SecretProperties)
        {
            var isMasked = values.GetValueOrDefault(name) is EndpointType.Masked;
            var stored = (isMasked || !values.ContainsKey(name)) && kept?.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
            if (stored is not null && moved is null)
            {
                values[name] = stored;
            }
            else if (isMasked)
            {
                values.Remove(name);
                problems.Add(stored is null
                    ? $"properties.{name}: comes masked, and nothing is stored that it could stand for. Give the value."
                    : $"properties.{name}: the stored value is not sent to another place, and {moved!.Name} has changed. Give the value anew.");
            }
        }

        // In the order of the declaration: what a default hangs on is declared before it.
        foreach (var property in type.Properties)
        {
            var isBlank = string.IsNullOrWhiteSpace(values.GetValueOrDefault(property.Name));
            if (isBlank && property.Default is { } value && property.AppliesTo(values))
            {
                values[property.Name] = value;
            }
            else if (!isBlank)
            {
                var (normal, problem) = PropertyRules.Check(property, values[property.Name]);
                values[property.Name] = normal;
                if (problem is not null)
                {
                    problems.Add($"properties.{property.Name}: {problem}");
                }
            }
        }

        problems.AddRange(type.Properties
            .Where(property => property.IsRequiredBeside(values) && string.IsNullOrWhiteSpace(values.GetValueOrDefault(property.Name)))
            .Where(property => !problems.Any(problem => problem.StartsWith($"properties.{property.Name}:", StringComparison.Ordinal)))
            .Select(property => $"properties.{property.Name}: must not be blank. {property.Description}"));
        return new CompletedProperties(values.ToImmutable(), [.. problems.Take(MostProblems)]);
    }

    /// <summary>Text from outside, fit to stand in a message.</summary>
    internal static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(64))
        {
            shown.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format ? "\uFFFD" : rune.ToString());
        }

        return shown.Append(text.Length > shown.Length ? "…" : "").ToString();
    }

    private static bool IsElsewhere(EndpointProperty property, string? given, string? stored) =>
        property.IsDestination && Place(property, given) != Place(property, stored);

    private static string Place(EndpointProperty property, string? value)
    {
        var text = string.IsNullOrWhiteSpace(value) ? property.Default ?? "" : value.Trim();
        return property.Kind is PropertyKind.Url && Uri.TryCreate(ScpAddress.Normalize(text), UriKind.Absolute, out var address)
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : text;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.ToJsonString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
