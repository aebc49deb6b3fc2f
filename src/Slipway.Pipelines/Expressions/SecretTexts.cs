using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>Keeps account of the texts in a result that must not be shown.</summary>
internal sealed class SecretTexts(IReadOnlySet<string> known)
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Found => _found;

    /// <summary>Notes a value that goes into the result.</summary>
    public void Note(Value value)
    {
        if (value.IsSecret)
        {
            if (value.Json is JsonObject or JsonArray)
            {
                Add(JsonText.Print(value.Json));
            }

            Leaves(value.Json, Add);
        }
        else if (known.Count > 0)
        {
            // A secret that went into a task's input may come back in its output.
            Leaves(value.Json, text => _found.UnionWith(known.Where(secret => text.Contains(secret, StringComparison.Ordinal))));
        }
    }

    private static void Leaves(JsonNode? json, Action<string> visit)
    {
        switch (json)
        {
            case JsonObject o:
                foreach (var (_, child) in o)
                {
                    Leaves(child, visit);
                }

                break;
            case JsonArray a:
                foreach (var child in a)
                {
                    Leaves(child, visit);
                }

                break;
            case JsonValue v when v.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                // "true", "false" and "null" are no secrets: masking them would hide half of every log.
                visit(JsonText.Print(v));
                break;
        }
    }

    private void Add(string text)
    {
        if (text.Length > 0)
        {
            _found.Add(text);
        }
    }
}
