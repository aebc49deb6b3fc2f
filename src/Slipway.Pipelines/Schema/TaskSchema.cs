using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.TaskTypes;

namespace Slipway.Pipelines.Schema;

/// <summary>The schemas of tasks, made of <see cref="KnownTaskTypes"/>.</summary>
internal static class TaskSchema
{
    private const string Blank = Patterns.Blank + "|" + Patterns.Expression;

    /// <summary>What all tasks have, and one alternative for every type.</summary>
    public static JsonObject Task() => Shape.With(
        Shape.Item(
            "One task.",
            ["type"],
            ("type", Shape.With(Shape.Of("What the task does.", "string"), ("enum", Shape.Names(KnownTaskTypes.All.Keys)))),
            ("preCondition", Shape.Text("The task runs only when this condition holds.")),
            ("ignoreFailure", Shape.Flag("Whether the pipeline goes on when the task fails.")),
            ("timeout", Shape.Duration("How long one attempt may take, waiting for people included, such as 10m; as long as it takes when left out.", TaskReader.LongestTimeout)),
            ("retry", Retry()),
            ("onInterrupt", Shape.Word("What becomes of a task that was under way when the server went down, and that its type cannot take up again: 'fail' when left out.", "fail", "retry")),
            ("tags", Shape.Texts("Labels."))),
        ("anyOf", new JsonArray([.. KnownTaskTypes.All.Keys.Select(t => Shape.Ref(Definition(t)))])));

    private static JsonObject Retry()
    {
        var attempts = Shape.WholeNumber("How often the task is tried in all.", RetryReader.LeastAttempts, Pipelines.Retry.MostAttempts);
        return Shape.OrAlone(
            Shape.With(
                Shape.Keys(
                    "How a task that failed is tried again; the number of attempts alone, or a map.",
                    ("attempts", Shape.With(attempts, ("type", Shape.Names(["integer", "string"])))),
                    ("delay", Shape.With(Shape.Duration("How long it is waited before the second attempt, such as 10s; twice as long before each further one, give or take a fifth.", RetryReader.LongestDelay), ("default", Pipelines.Duration.Print(Pipelines.Retry.DefaultDelay)))),
                    ("maxDelay", Shape.With(Shape.Duration("The longest that is waited between two attempts, before the fifth is added or taken.", RetryReader.LongestDelay), ("default", Pipelines.Duration.Print(Pipelines.Retry.DefaultMaxDelay))))),
                Shape.Required(["attempts"])),
            attempts);
    }

    /// <summary>The alternatives, for the schema's definitions.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Types(Strictness strictness) =>
        KnownTaskTypes.All.Values.Select(t => (Definition(t.Name), Of(t, strictness is Strictness.Editor)));

    private static string Definition(string type) => $"task{type}";

    private static JsonObject Of(TaskType type, bool strict)
    {
        var endpoints = Shape.Keys("Names of endpoints, by what they are for.", type.Endpoints.Select(e => (e.Name, Shape.Text(e.Description))));
        var input = Fields($"The input of a task of type {type.Name}.", type.Fields, strict);
        List<string> required = ["type"];
        if (strict && type.Fields.Any(f => f.IsRequired))
        {
            required.Add("input");
        }

        if (strict && type.Endpoints.Any(e => e.IsRequired))
        {
            required.Add("endpoints");
            Shape.With(endpoints, Shape.Required(type.Endpoints.Where(e => e.IsRequired).Select(e => e.Name)));
        }

        var schema = Shape.Item(
            type.Description,
            required,
            ("type", Shape.With(Shape.Enum([type.Name]), ("description", type.Description))),
            ("endpoints", endpoints),
            ("input", input));
        schema.Insert(0, "title", type.Name);
        return schema;
    }

    private static JsonObject Fields(string description, ImmutableArray<TaskField> fields, bool strict)
    {
        var schema = Shape.Keys(description, fields.Select(f => (f.Name, Field(f, strict))));
        return strict ? Shape.With(schema, Shape.Required(fields.Where(f => f.IsRequired).Select(f => f.Name))) : schema;
    }

    /// <summary>Every field may be blank in the ways that forms write it, and may be a text with an expression.</summary>
    private static JsonObject Field(TaskField field, bool strict)
    {
        var schema = field.Kind switch
        {
            FieldKind.Boolean => Of(field, ["boolean", "string"], ("pattern", $"{Blank}|^\\s*{Patterns.AnyOf(["true", "false"])}\\s*$")),
            FieldKind.WholeNumber => Of(field, ["integer", "string"], ("minimum", field.Least), ("maximum", field.Most), ("pattern", $"{Blank}|^{Patterns.WholeNumber}$")),
            FieldKind.Choice => Of(field, ["string"], ("anyOf", new JsonArray(
                Shape.Enum(field.Choices),
                new JsonObject { ["pattern"] = $"{Blank}|^\\s*{Patterns.AnyOf(field.Choices)}\\s*$" }))),
            FieldKind.Texts => Of(field, ["array", "string", "number", "boolean"], ("items", new JsonObject { ["type"] = Shape.Names(["string", "number", "boolean", "null"]) })),
            FieldKind.Map => Of(field, ["object", "string"], ("pattern", Blank), ("additionalProperties", true)),
            FieldKind.Group => Shape.With(Fields(field.Description, field.Fields, strict), ("type", Shape.Names(["object", "string", "array", "null"])), ("pattern", Blank)),
            _ => Of(field, ["string", "number", "boolean"]),
        };
        if (field.Kind is not FieldKind.Texts)
        {
            schema["items"] = Shape.Nothing();
        }

        if (field.Kind is not (FieldKind.Map or FieldKind.Group))
        {
            schema["additionalProperties"] = false;
        }

        return schema;
    }

    private static JsonObject Of(TaskField field, string[] types, params IEnumerable<(string Key, JsonNode Value)> more) =>
        Shape.With(Shape.Of(field.Description, types.Union(["null", "array", "object"])), more);
}
