using System.CommandLine;
using System.Text.Json.Nodes;

namespace Slipway.Cli.Verbs;

/// <summary>Options of the form <c>--input key=value</c>.</summary>
internal static class KeyValue
{
    public static Option<IReadOnlyList<KeyValuePair<string, string>>> Option(string name, string description, params string[] aliases)
    {
        var option = new Option<IReadOnlyList<KeyValuePair<string, string>>>(name, aliases)
        {
            Description = description,
            HelpName = "KEY=VALUE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            {
                var pairs = new List<KeyValuePair<string, string>>();
                foreach (var text in result.Tokens.Select(token => token.Value))
                {
                    // The value is not repeated: it may be a secret.
                    var sign = text.IndexOf('=', StringComparison.Ordinal);
                    if (sign <= 0)
                    {
                        result.AddError($"{name}: must be KEY=VALUE, and one is not.");
                    }
                    else if (pairs.Any(pair => pair.Key == text[..sign]))
                    {
                        result.AddError($"{name}: '{text[..sign]}' is given twice.");
                    }
                    else
                    {
                        pairs.Add(new KeyValuePair<string, string>(text[..sign], text[(sign + 1)..]));
                    }
                }

                return pairs;
            },
        };
        return option;
    }

    public static JsonObject Json(IEnumerable<KeyValuePair<string, string>> pairs) => new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
}
