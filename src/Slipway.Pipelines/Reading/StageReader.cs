using System.Collections.Immutable;
using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads one stage.</summary>
internal static class StageReader
{
    private static readonly OrderCheck.Words Words =
        new("task", "taskOrder", "tasks", DiagnosticCodes.TaskMissing, DiagnosticCodes.TaskNotOrdered, DiagnosticCodes.TaskTwice);

    public static Stage Read(MapReader reader, SourceScalar name, ReadContext context)
    {
        var order = reader.Texts("taskOrder");
        var map = reader.Map("tasks");
        var tasks = new OrderedDictionary<string, PipelineTask>(StringComparer.Ordinal);
        foreach (var (taskName, value) in map?.Entries ?? [])
        {
            var owner = $"task '{MapReader.Shown(taskName.Text)}' of {reader.Owner}";
            if (value is SourceMap task)
            {
                tasks[taskName.Text] = TaskReader.Read(new MapReader(task, owner, context.Diagnostics), taskName, context);
            }
            else
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongType, value.Place, $"{MapReader.Capital(owner)} must be a map, not {value.What}.", "A task has 'type' and 'input'.");
            }
        }

        OrderCheck.Run(Words, reader, Names(order, reader, context), map);
        if (order.IsEmpty && map is not { Entries.Count: > 0 })
        {
            context.Diagnostics.Warning(DiagnosticCodes.NothingToRun, name.Place, $"{MapReader.Capital(reader.Owner)} has no tasks.");
        }

        return new Stage
        {
            TaskOrder = [.. order.Select(o => o.Text)],
            Tasks = tasks,
            Tags = [.. reader.Texts("tags").Select(t => t.Text)],
            Other = reader.Rest(DocumentKeys.None, DocumentKeys.None),
        };
    }

    /// <summary>An item with commas names tasks that run side by side.</summary>
    private static List<(string Name, Place Place)> Names(ImmutableArray<SourceScalar> order, MapReader reader, ReadContext context)
    {
        var names = new List<(string, Place)>();
        foreach (var item in order)
        {
            if (!context.Budget.Names(1 + item.Text.AsSpan().Count(','), item.Place, reader.Diagnostics))
            {
                break;
            }

            foreach (var name in item.Text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (name.Length > 0)
                {
                    names.Add((name, item.Place));
                }
                else
                {
                    reader.Diagnostics.Error(DiagnosticCodes.EmptyOrderItem, item.Place, $"'taskOrder' of {reader.Owner} has an item that names no task: '{MapReader.Shown(item.Text)}'.", "Commas stand between the names of tasks that run side by side.");
                }
            }
        }

        return names;
    }
}
