using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Projects.Endpoints;

namespace Slipway.Server.Endpoints.Pages;

/// <summary>What stands in the fields of an endpoint's properties, and what becomes of it.</summary>
public static partial class EndpointValues
{
    /// <summary>The values with the defaults that a form shows from the beginning: what is asked for depends on them.</summary>
    public static IReadOnlyDictionary<string, string> Effective(EndpointType type, IReadOnlyDictionary<string, string> values)
    {
        var effective = new Dictionary<string, string>(values);
        foreach (var property in type.Properties.Where(property => property.Default is not null))
        {
            if (string.IsNullOrWhiteSpace(effective.GetValueOrDefault(property.Name)) && property.AppliesTo(effective))
            {
                effective[property.Name] = property.Default!;
            }
        }

        return effective;
    }

    /// <summary>What a form shows of an endpoint that is there: its secrets masked.</summary>
    public static Dictionary<string, string> Of(EndpointType type, Endpoint endpoint) => endpoint.Properties.ToDictionary(
        property => property.Key,
        property => EndpointKind.IsShown(type, property.Key, property.Value) ? property.Value : EndpointType.Masked);

    /// <summary>The <c>properties</c> of a document, to be sent to the API: those that are asked for beside each other. A secret that is not asked for any more stays stored.</summary>
    public static JsonObject Document(EndpointType type, IReadOnlyDictionary<string, string> values)
    {
        var effective = Effective(type, values);
        return new(type.Properties
            .Where(property => property.AppliesTo(effective) && values.ContainsKey(property.Name))
            .Select(property => KeyValuePair.Create(property.Name, (JsonNode?)values[property.Name])));
    }

    /// <summary>What the API has to say of single properties, by their names; empty when it said nothing of that kind.</summary>
    public static IReadOnlyDictionary<string, string> Problems(string? message)
    {
        var text = message ?? "";
        var heads = Head().Matches(text);
        return heads
            .Select((head, i) => (Name: head.Groups[1].Value, Text: text[(head.Index + head.Length)..(i + 1 < heads.Count ? heads[i + 1].Index : text.Length)].Trim()))
            .GroupBy(problem => problem.Name)
            .ToDictionary(problems => problems.Key, problems => problems.First().Text);
    }

    /// <summary>How a form calls a choice: <c>PRIVATE_TOKEN</c> is for files.</summary>
    public static string Title(string choice) => choice switch
    {
        "NONE" => "None",
        _ when choice.Length > 4 && choice.All(letter => char.IsAsciiLetterUpper(letter) || letter == '_') => choice[0] + choice[1..].Replace('_', ' ').ToLowerInvariant(),
        _ when choice.Length > 0 && char.IsAsciiLetterLower(choice[0]) => char.ToUpperInvariant(choice[0]) + Hump().Replace(choice[1..], match => $" {match.Value.ToLowerInvariant()}"),
        _ => choice.Replace('_', ' '),
    };

    [GeneratedRegex(@"(?:^|(?<=\s))properties\.(\w+): ")]
    private static partial Regex Head();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Hump();
}
