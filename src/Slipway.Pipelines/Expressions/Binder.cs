using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Replaces <c>${…}</c> in a template. A text that is exactly one expression becomes the value itself, with its JSON type;
/// inside a longer text the value is printed: texts raw, numbers and booleans as JSON, objects and lists as compact JSON,
/// null as nothing. <c>$${NAME}</c> passes through. Keys of objects are never replaced. Work is linear in the template and
/// its result, within <see cref="ExpressionLimits"/>; nothing here throws for any template or value.
/// </summary>
public static class Binder
{
    /// <summary>Binds a template.</summary>
    /// <param name="template">A task's input, for example. It is not changed.</param>
    /// <param name="scope">What expressions can reach.</param>
    public static BindResult Bind(JsonNode? template, BindingScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new Binding(scope).Run(template);
    }

    /// <summary>What a template asks for, found without a scope.</summary>
    public static ReferencedNames References(JsonNode? template) => ReferencedNames.Of(template);

    private sealed class Binding(BindingScope scope)
    {
        private readonly ScopeReader _reader = new(scope);
        private readonly SecretTexts _secrets = new(scope);
        private readonly Dictionary<string, Bound?> _bound = new(StringComparer.Ordinal);
        private readonly List<string> _errors = [];
        private long _room = ExpressionLimits.Result;

        /// <summary>Whether there is no point in going on: the result is too long, or nobody would read one more error.</summary>
        private bool IsOver => _room < 0 || _errors.Count >= ExpressionLimits.Errors;

        public BindResult Run(JsonNode? template)
        {
            JsonNode? json = null;
            try
            {
                json = Node(template, 1);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // System.Text.Json finds a key that is twice, or half of a surrogate pair, only when it looks into a value.
                Error("The template or a value in it holds a key twice or a text that is no Unicode.");
            }

            return new BindResult(_errors.Count is 0 ? json : null, _errors, _secrets.Found);
        }

        private JsonNode? Node(JsonNode? node, int depth)
        {
            if (IsOver)
            {
                return null;
            }

            if (depth > ExpressionLimits.Depth)
            {
                Error($"The template is nested deeper than {ExpressionLimits.Depth} levels.");
                return null;
            }

            switch (node)
            {
                case JsonObject o:
                    var bound = new JsonObject();
                    foreach (var (key, value) in o)
                    {
                        bound[key] = Node(value, depth + 1);
                    }

                    return bound;
                case JsonArray a:
                    return new JsonArray([.. a.Select(item => Node(item, depth + 1))]);
                default:
                    return JsonText.TextOf(node) is { } text ? Text(text) : node?.DeepClone();
            }
        }

        private JsonNode? Text(string text)
        {
            if (!Template.HasExpressions(text))
            {
                _room -= text.Length;
                return JsonValue.Create(text);
            }

            var parts = Template.Parse(text);
            if (parts is [TemplatePart.Expression whole])
            {
                return Whole(whole);
            }

            var pieces = new List<ReadOnlyMemory<char>>(parts.Count);
            foreach (var part in parts)
            {
                var piece = part switch
                {
                    TemplatePart.Literal literal => literal.Text,
                    TemplatePart.Expression expression => Printed(expression).AsMemory(),
                    TemplatePart.Broken broken => Error(broken.Problem).AsMemory(),
                    _ => default,
                };
                if (!Fits(piece.Length) || IsOver)
                {
                    return null;
                }

                pieces.Add(piece);
            }

            return JsonValue.Create(Joined(pieces));
        }

        private static string Joined(List<ReadOnlyMemory<char>> pieces) => string.Create(pieces.Sum(p => p.Length), pieces, static (text, pieces) =>
        {
            foreach (var piece in pieces)
            {
                piece.Span.CopyTo(text);
                text = text[piece.Length..];
            }
        });

        private JsonNode? Whole(TemplatePart.Expression expression)
        {
            // At least one, lest a list of nulls or empty texts grows without end.
            return Value(expression) is { Json: not null } value && Fits(Math.Max(1, value.Printed.Length))
                ? value.Json.DeepClone()
                : null;
        }

        private string Printed(TemplatePart.Expression expression) => Value(expression)?.Printed ?? "";

        /// <summary>A manifest says the same thing many times; it is looked up, searched for secrets and printed once, and an error is told once.</summary>
        private Bound? Value(TemplatePart.Expression expression)
        {
            if (_bound.TryGetValue(expression.Raw, out var bound))
            {
                return bound;
            }

            var reading = _reader.Read(expression);
            if (reading.Error is not null)
            {
                Error(reading.Error);
            }
            else if (reading.Value is { } value)
            {
                _secrets.Note(value, reading.Source);
                bound = new Bound(value.Json);
            }

            return _bound[expression.Raw] = bound;
        }

        private bool Fits(int length)
        {
            var fitted = _room >= 0;
            _room -= length;
            if (fitted && _room < 0)
            {
                Error($"The bound template would be longer than {ExpressionLimits.Result} characters.");
            }

            return _room >= 0;
        }

        private string Error(string sentence)
        {
            _errors.Add(sentence);
            return "";
        }
    }
    private sealed class Bound(JsonNode? json)
    {
        public JsonNode? Json => json;

        public string Printed => field ??= JsonText.Print(json);
    }
}
