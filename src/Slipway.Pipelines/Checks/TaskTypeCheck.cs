using System.Collections.Immutable;
using System.Globalization;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.TaskTypes;

namespace Slipway.Pipelines.Checks;

/// <summary>Holds a task's <c>type</c>, <c>endpoints</c> and <c>input</c> against what the language knows of the type.</summary>
internal static class TaskTypeCheck
{
    public static void Run(TaskSite task, ReadContext context)
    {
        if (task.Type is not { } type)
        {
            UnknownType(task, context);
            return;
        }

        if (context.Options.TaskTypes is { } canRun && !canRun.Contains(type.Name))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.TaskTypeCannotRun,
                PlaceOf(task, "type"),
                $"{task.Owner} has the type '{type.Name}', which cannot run here; the task will fail.",
                $"Types that can run are {string.Join(", ", canRun.Order(StringComparer.Ordinal))}.");
        }

        Endpoints(task, type, context);
        Fields(task, type.Fields, type.HasAllFields, task.Input, "input", context);
    }

    private static void UnknownType(TaskSite task, ReadContext context)
    {
        var asked = task.Definition.Type;
        if (asked.Length > 0)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.UnknownTaskType,
                PlaceOf(task, "type"),
                $"{task.Owner} has the type '{MapReader.Shown(asked)}', which is not known.",
                () => KnownTaskTypes.All.Keys.FirstOrDefault(k => k.Equals(asked, StringComparison.OrdinalIgnoreCase)) is { } same
                    ? $"Did you mean '{same}'?"
                    : Suggestion.DidYouMean(asked, KnownTaskTypes.All.Keys) ?? $"Known are {string.Join(", ", KnownTaskTypes.All.Keys)}.");
        }
    }

    private static void Endpoints(TaskSite task, TaskType type, ReadContext context)
    {
        var given = task.Map.Child("endpoints") as SourceMap;
        foreach (var (role, _) in given?.Entries ?? [])
        {
            if (type.HasAllFields && type.Endpoints.All(e => e.Name != role.Text))
            {
                context.Diagnostics.Warning(
                    DiagnosticCodes.UnknownField,
                    role.Place,
                    $"{task.Owner} names an endpoint as '{MapReader.Shown(role.Text)}', which a task of type {type.Name} does not use; it is kept and not read.",
                    () => Suggestion.DidYouMean(role.Text, type.Endpoints.Select(e => e.Name)));
            }
        }

        foreach (var role in type.Endpoints.Where(e => e.IsRequired && string.IsNullOrWhiteSpace(task.Definition.Endpoints.GetValueOrDefault(e.Name))))
        {
            context.Graded(
                DiagnosticCodes.MissingField,
                given?.Place ?? task.Name.Place,
                $"{task.Owner} names no endpoint as '{role.Name}', and cannot run without one.",
                $"{role.Description} Write it under 'endpoints'.");
        }
    }

    private static void Fields(TaskSite task, ImmutableArray<TaskField> fields, bool areAll, SourceNode? node, string where, ReadContext context)
    {
        var given = node as SourceMap;
        foreach (var (key, value) in given?.Entries ?? [])
        {
            if (fields.FirstOrDefault(f => f.Name == key.Text) is { } field)
            {
                Field(task, field, value, where, context);
            }
            else if (areAll)
            {
                context.Diagnostics.Warning(
                    DiagnosticCodes.UnknownField,
                    key.Place,
                    $"{task.Owner}: '{MapReader.Shown(key.Text)}' is no key of '{where}' of a task of type {task.Type!.Name}; it is kept and not read.",
                    () => Suggestion.DidYouMean(key.Text, fields.Select(f => f.Name)));
            }
        }

        foreach (var field in fields.Where(f => f.IsRequired && IsBlank(given?.Child(f.Name))))
        {
            context.Graded(DiagnosticCodes.MissingField, given?.PlaceOfKey(field.Name) ?? task.Name.Place, $"{task.Owner} has no '{field.Name}' in '{where}', and cannot run without one.", field.Choices.IsEmpty ? field.Description : $"It must be one of {string.Join(", ", field.Choices)}.");
        }
    }

    private static void Field(TaskSite task, TaskField field, SourceNode value, string where, ReadContext context)
    {
        if (value is SourceScalar { Type: ScalarType.Text } text && (Template.HasExpressions(text.Text) || text.Text.Length is 0) || IsBlank(value))
        {
            return;
        }

        switch (field.Kind)
        {
            case FieldKind.Group when value is SourceMap:
                Fields(task, field.Fields, areAll: true, value, $"{where}.{field.Name}", context);
                return;
            case FieldKind.Map when value is SourceMap:
            case FieldKind.Texts when value is SourceScalar:
            case FieldKind.Boolean when value is SourceScalar flag && bool.TryParse(flag.Text, out _):
            case FieldKind.Choice when value is SourceScalar choice && field.Choices.Contains(choice.Text.Trim(), StringComparer.OrdinalIgnoreCase):
            case FieldKind.Text or FieldKind.Condition or FieldKind.Manifest or FieldKind.PipelineName when value is SourceScalar:
                return;
            case FieldKind.Texts when value is SourceList list:
                foreach (var item in list.Items.Where(i => i is not SourceScalar))
                {
                    context.Diagnostics.Error(DiagnosticCodes.BadField, item.Place, $"{task.Owner}: each item of '{field.Name}' must be a text, not {item.What}.");
                }

                return;
            case FieldKind.WholeNumber when value is SourceScalar digits && int.TryParse(digits.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= field.Least && number <= field.Most:
                return;
        }

        context.Diagnostics.Error(
            DiagnosticCodes.BadField,
            value.Place,
            $"{task.Owner}: '{field.Name}' must be {Wanted(field)}, not {(value is SourceScalar wrong ? $"'{MapReader.Shown(wrong.Text)}'" : value.What)}.",
            () => value is SourceScalar word && field.Kind is FieldKind.Choice ? Suggestion.DidYouMean(word.Text, field.Choices) : null);
    }

    private static string Wanted(TaskField field) => field.Kind switch
    {
        FieldKind.Boolean => "true or false",
        FieldKind.WholeNumber => field.Most is int.MaxValue ? $"a whole number from {field.Least}" : $"a whole number from {field.Least} to {field.Most}",
        FieldKind.Choice => $"one of {string.Join(", ", field.Choices)}",
        FieldKind.Texts => "a list of texts",
        FieldKind.Map or FieldKind.Group => "a map",
        _ => "a text",
    };

    /// <summary>Nothing, or the empty list or map that exports and forms write for nothing.</summary>
    private static bool IsBlank(SourceNode? node) => node switch
    {
        null => true,
        SourceScalar scalar => scalar.IsNull || string.IsNullOrWhiteSpace(scalar.Text),
        SourceList list => list.Items.Count is 0,
        SourceMap map => map.Entries.Count is 0,
        _ => false,
    };

    private static Place PlaceOf(TaskSite task, string key) => task.Map.Child(key)?.Place ?? task.Name.Place;
}
