using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Pipelines.Tests.Schema;

/// <summary>Goes through a schema, which no validator of this project does: it trusts the schema it is given.</summary>
internal sealed class SchemaWalk(JsonObject root)
{
    private static readonly string[] Schemas = ["items", "additionalProperties", "not"];
    private static readonly string[] MapsOfSchemas = ["properties", "patternProperties", "definitions"];
    private static readonly string[] Others = ["$schema", "$ref", "title", "description", "default", "type", "enum", "required", "pattern", "anyOf", "minimum", "maximum", "exclusiveMinimum"];
    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    /// <summary>What is wrong with the schema as a schema.</summary>
    public IEnumerable<string> Problems() => Problems(root, "#");

    /// <summary>The keys of a document that no schema on the way describes.</summary>
    public IEnumerable<string> Unexplained(JsonNode? document) => Unexplained(document, [root], "");

    private IEnumerable<string> Problems(JsonObject schema, string where)
    {
        foreach (var (word, value) in schema)
        {
            if (!Others.Contains(word) && !Schemas.Contains(word) && !MapsOfSchemas.Contains(word))
            {
                yield return $"{where} has the word '{word}'";
            }

            foreach (var problem in word switch
            {
                "$ref" when Resolve(schema) == schema => [$"{where} points nowhere: {value}"],
                "type" when Words(value).Except(Types).Any() || Words(value).Distinct().Count() != Words(value).Count() => [$"{where} has the types {value}"],
                "enum" or "required" when Words(value).Distinct().Count() != value!.AsArray().Count || value.AsArray().Count is 0 => [$"{where} has the {word} {value}"],
                "pattern" when !IsPattern(value!.GetValue<string>()) => [$"{where} has the pattern {value}"],
                "description" when string.IsNullOrWhiteSpace(value!.GetValue<string>()) => [$"{where} has a blank description"],
                "anyOf" => value!.AsArray().SelectMany((s, i) => Problems(s!.AsObject(), $"{where}/anyOf/{i}")),
                _ when Schemas.Contains(word) => value is JsonObject one ? Problems(one, $"{where}/{word}") : [],
                _ when MapsOfSchemas.Contains(word) => value!.AsObject().SelectMany(s => Problems(s.Value!.AsObject(), $"{where}/{word}/{s.Key}")),
                _ => Enumerable.Empty<string>(),
            })
            {
                yield return problem;
            }
        }

        foreach (var (key, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (Resolve(property!.AsObject())["description"] is null)
            {
                yield return $"{where}/properties/{key} has no description";
            }
        }
    }

    private IEnumerable<string> Unexplained(JsonNode? node, List<JsonObject> schemas, string where)
    {
        var all = schemas.SelectMany(s => Alternatives(s, node)).ToList();
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    var of = all.Select(s => s["properties"]?[key] ?? s["additionalProperties"]).ToList();
                    var below = of.OfType<JsonObject>().ToList();
                    var isFree = all.Any(s => s["properties"] is null or JsonObject { Count: 0 });
                    if (below.Count is 0 && !isFree)
                    {
                        yield return $"{where}/{key}";
                    }

                    foreach (var deeper in below.Count is 0 ? [] : Unexplained(value, below, $"{where}/{key}"))
                    {
                        yield return deeper;
                    }
                }

                break;
            case JsonArray list:
                foreach (var deeper in list.SelectMany((n, i) => Unexplained(n, [.. all.Select(s => s["items"]).OfType<JsonObject>()], $"{where}/{i}")))
                {
                    yield return deeper;
                }

                break;
        }
    }

    /// <summary>The schema and those of its alternatives that are for a map with this kind or type.</summary>
    private IEnumerable<JsonObject> Alternatives(JsonObject schema, JsonNode? node)
    {
        var resolved = Resolve(schema);
        var alternatives = resolved["anyOf"]?.AsArray().SelectMany(a => Alternatives(a!.AsObject(), node)) ?? [];
        return alternatives.Where(a => ((string[])["kind", "type"]).All(k => a["properties"]?[k]?["enum"] is not JsonArray words || Words(words).Contains(node?[k]?.ToString()))).Prepend(resolved);
    }

    private JsonObject Resolve(JsonObject schema) =>
        schema["$ref"] is { } reference && root["definitions"]?[reference.GetValue<string>().Replace("#/definitions/", "", StringComparison.Ordinal)] is JsonObject found ? found : schema;

    private static IEnumerable<string> Words(JsonNode? node) => node is JsonArray many ? many.Select(n => n!.GetValue<string>()) : [node!.GetValue<string>()];

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.ECMAScript);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
