using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Keeps account of the texts in a result that must not be shown: what <see cref="BindResult.Secrets"/> describes. What is already
/// known as secret is looked for in every value, for a secret that went into a task's input may come back in its output.
/// </summary>
internal sealed class SecretTexts(BindingScope scope)
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private List<IReadOnlyList<string>>? _known;

    public IReadOnlySet<string> Found => _found;

    /// <summary>Notes a value that goes into the result.</summary>
    /// <param name="value">The value.</param>
    /// <param name="source">What the expression navigated to get there: the whole secret where the value is a part of it.</param>
    public void Note(Value value, JsonNode? source)
    {
        if (value.IsSecret)
        {
            _found.UnionWith(SecretParts.Of(value.Json).Append(JsonText.Print(source)).Where(SecretForms.IsHidden).SelectMany(SecretForms.Of));
            return;
        }

        _known ??= Known();
        if (_known.Count > 0)
        {
            LookThrough(value.Json);
        }
    }

    private List<IReadOnlyList<string>> Known() =>
    [
        .. scope.Secrets.SelectMany(text => SecretParts.Of(JsonValue.Create(text)))
            .Concat(scope.Variables.Values.Where(v => v.IsSecret).SelectMany(v => SecretParts.Of(v.Json)))
            .Where(SecretForms.IsHidden)
            .Distinct(StringComparer.Ordinal)
            .Select(SecretForms.Of),
    ];

    private void LookThrough(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject o:
                foreach (var (key, child) in o)
                {
                    LookThrough(key);
                    LookThrough(child);
                }

                break;
            case JsonArray a:
                foreach (var child in a)
                {
                    LookThrough(child);
                }

                break;
            case JsonValue v:
                LookThrough(JsonText.Print(v));
                break;
        }
    }

    private void LookThrough(string text)
    {
        foreach (var forms in _known!)
        {
            if (forms.Any(form => text.Contains(form, StringComparison.Ordinal)))
            {
                _found.UnionWith(forms);
            }
        }
    }
}
