using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>What reading one expression gave.</summary>
/// <param name="Value">The value; null with <paramref name="Error"/>.</param>
/// <param name="Error">A sentence for a person.</param>
/// <param name="IsAbsent">Whether the names are right and only the value is not there, as with the output of a task that was skipped.</param>
/// <param name="Source">What the path was followed into: the whole of which the value is a part.</param>
internal readonly record struct Reading(Value? Value, string? Error, bool IsAbsent = false, JsonNode? Source = null);

/// <summary>Reads expressions in a scope. One is made for one template or condition; it remembers what it read.</summary>
internal sealed class ScopeReader(BindingScope scope)
{
    private readonly BindingScopeNames _names = new(scope);
    private readonly Dictionary<JsonNode, JsonNode> _opened = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Reading> _read = [];

    /// <summary>A manifest says the same thing many times; it is looked up once.</summary>
    public Reading Read(TemplatePart.Expression expression)
    {
        if (!_read.TryGetValue(expression.Raw, out var reading))
        {
            reading = _read[expression.Raw] = LookUp(expression);
        }

        return reading;
    }

    /// <summary>Looks a bare word of a condition up in <see cref="BindingScope.Words"/>.</summary>
    /// <returns>Whether it leads to a value; a text that is no path leads to none.</returns>
    public bool TryWord(string word, out JsonNode? value)
    {
        value = null;
        if (ExpressionPath.ParseWord(word) is not { } path)
        {
            return false;
        }

        var (found, steps) = Follow(scope.Words, path.Segments);
        value = found;
        return steps == path.Segments.Count;
    }

    private Reading LookUp(TemplatePart.Expression expression)
    {
        var (path, broken) = ExpressionPath.Parse(expression.Text);
        if (path is null)
        {
            return new Reading(null, broken);
        }

        var (reference, problem) = ReferenceResolver.Resolve(path, _names);
        if (reference is null)
        {
            return new Reading(null, problem!.Sentence(expression.Raw));
        }

        return reference switch
        {
            Reference.Input input => Walk(scope.Input[input.Name], input, expression, $"input '{input.Name}'"),
            Reference.Output output => Walk(scope.Output![output.Name], output, expression, $"output '{output.Name}'"),
            Reference.Variable variable => Walk(scope.Variables[variable.Name].Json, variable, expression, $"variable '{variable.Name}'", scope.Variables[variable.Name].IsSecret),
            Reference.Global global => Walk(scope.Globals[global.Name], global, expression, $"'{global.Name}'"),
            Reference.StageStatus stage => Found(scope.Stages[stage.Stage].Status),
            Reference.TaskStatus task => Found(Task(task.Stage, task.Task).Status),
            Reference.TaskInput task => OfTask(Task(task.Stage, task.Task), Task(task.Stage, task.Task).Input, "input", task, expression, task.Task),
            Reference.TaskOutput task => Output(Task(task.Stage, task.Task), task, expression),
            _ => throw new InvalidOperationException("The kinds of references are closed."),
        };
    }

    private TaskScope Task(string stage, string task) => scope.Stages[stage].Tasks[task];

    private Reading Output(TaskScope task, Reference.TaskOutput reference, TemplatePart.Expression expression)
    {
        var reading = OfTask(task, task.Output, "output", reference, expression, reference.Task);

        // VMware's texts write ${S.T.output.status} as well as ${S.T.status}.
        return reading.IsAbsent && reference.Path is [{ Key: "status" }] ? Found(task.Status) : reading;
    }

    private Reading OfTask(TaskScope task, JsonObject? value, string what, Reference reference, TemplatePart.Expression expression, string name) =>
        value is null
            ? new Reading(null, $"{expression.Raw} cannot be read: task '{name}' has no {what} (its status is {task.Status}).", IsAbsent: true)
            : Walk(value, reference, expression, $"the {what} of task '{name}'");

    private static Reading Found(string status) => new(new Value(JsonValue.Create(status)), null);

    private Reading Walk(JsonNode? value, Reference reference, TemplatePart.Expression expression, string whose, bool isSecret = false)
    {
        try
        {
            var (found, steps) = Follow(value, reference.Path);
            return steps < reference.Path.Count
                ? new Reading(null, $"{expression.Raw} cannot be read: {Missing(Opened(found), reference.Path, steps, whose, mayTellKeys: !isSecret)}.", IsAbsent: true)
                : new Reading(new Value(found, isSecret), null, Source: value);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // System.Text.Json finds a key that is twice, or half of a surrogate pair, only when it looks into a value.
            return new Reading(null, $"{expression.Raw} cannot be read: {whose} holds a key twice or a text that is no Unicode.");
        }
    }

    /// <summary>Goes as far as the path leads.</summary>
    /// <returns>Where it ended and after how many steps.</returns>
    private (JsonNode? Found, int Steps) Follow(JsonNode? value, IReadOnlyList<Segment> path)
    {
        var at = 0;
        while (at < path.Count)
        {
            var (next, used) = Step(Opened(value), path, at);
            if (used is 0)
            {
                break;
            }

            value = next;
            at += used;
        }

        return (value, at);
    }

    /// <summary>One step; a key of the value may itself hold dots, as labels of Kubernetes do.</summary>
    private static (JsonNode? Next, int Used) Step(JsonNode? value, IReadOnlyList<Segment> path, int at)
    {
        var segment = path[at];
        switch (value)
        {
            case JsonArray array when segment.Key is null:
                return segment.Index < array.Count ? (array[segment.Index], 1) : (null, 0);
            case JsonObject o when segment.Key is not null:
                var key = segment.Key;
                for (var used = 1; ; used++)
                {
                    if (o.TryGetPropertyValue(key, out var next))
                    {
                        return (next, used);
                    }

                    if (at + used >= path.Count || !path[at + used].Joins)
                    {
                        return (null, 0);
                    }

                    key += "." + path[at + used].Key;
                }

            default:
                return (null, 0);
        }
    }

    private static string Missing(JsonNode? value, IReadOnlyList<Segment> path, int at, string whose, bool mayTellKeys)
    {
        var where = at is 0 ? whose : $"{string.Concat(path.Take(at).Select((s, i) => i > 0 && s.Key is not null ? "." + s : s.ToString()))} in {whose}";
        return (value, path[at].Key) switch
        {
            (JsonObject o, { } key) when mayTellKeys && Suggestion.Nearest(key, o.Select(p => p.Key)) is { } near => $"{where} has no '{key}', but it has '{near}'",
            (JsonObject, { } key) => $"{where} has no '{key}'",
            (JsonArray list, null) => $"{where} has {list.Count} items, and [{path[at].Index}] is past them",
            (JsonArray, { } key) => $"{where} is a list; write an index such as [0] before '{key}'",
            (JsonObject, null) => $"{where} is an object, not a list",
            (null, _) => $"{where} is null",
            _ => $"{where} is a plain value; it has no '{path[at]}'",
        };
    }

    /// <summary>The JSON inside a text that holds JSON; the value itself otherwise. A text is read once, however often it is looked into.</summary>
    private JsonNode? Opened(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() is not JsonValueKind.String)
        {
            return value;
        }

        if (!_opened.TryGetValue(value, out var json))
        {
            json = _opened[value] = JsonInText.Open(value) ?? value;
        }

        return json;
    }
}
