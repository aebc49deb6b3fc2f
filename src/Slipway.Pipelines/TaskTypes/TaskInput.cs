using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Expressions;

namespace Slipway.Pipelines.TaskTypes;

/// <summary>Binds what a task is given.</summary>
public static class TaskInput
{
    /// <summary>
    /// The task's input with every expression replaced, its conditions apart: those the task evaluates itself, so that a value can never
    /// become a part of what is asked.
    /// </summary>
    /// <param name="task">The task. It is not changed.</param>
    /// <param name="scope">What expressions can reach.</param>
    public static BindResult Bind(PipelineTask task, BindingScope scope)
    {
        ArgumentNullException.ThrowIfNull(task);
        var fields = KnownTaskTypes.All.TryGetValue(task.Type, out var type) ? type.Fields : [];
        if (!HasConditions(fields))
        {
            return Binder.Bind(task.Input, scope);
        }

        var bound = Binder.Bind(Without(task.Input, fields), scope);
        return bound with { Json = bound.Json is JsonObject rest ? With(task.Input, rest, fields) : null };
    }

    private static bool HasConditions(ImmutableArray<TaskField> fields) =>
        fields.Any(f => f.Kind is FieldKind.Condition || HasConditions(f.Fields));

    private static JsonObject Without(JsonObject input, ImmutableArray<TaskField> fields) => new(
        from entry in input
        let field = fields.FirstOrDefault(f => f.Name == entry.Key)
        where field?.Kind is not FieldKind.Condition
        select KeyValuePair.Create(entry.Key, field is { Kind: FieldKind.Group } && entry.Value is JsonObject part ? Without(part, field.Fields) : entry.Value?.DeepClone()));

    private static JsonObject With(JsonObject input, JsonObject bound, ImmutableArray<TaskField> fields) => new(
        from entry in input
        let field = fields.FirstOrDefault(f => f.Name == entry.Key)
        select KeyValuePair.Create(entry.Key, field switch
        {
            { Kind: FieldKind.Condition } => entry.Value?.DeepClone(),
            { Kind: FieldKind.Group } when entry.Value is JsonObject part && bound[entry.Key] is JsonObject inner => With(part, inner, field.Fields),
            _ => bound[entry.Key]?.DeepClone(),
        }));
}
