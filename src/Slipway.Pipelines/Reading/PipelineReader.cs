using System.Collections.Frozen;
using System.Collections.Immutable;
using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads one document of <c>kind: PIPELINE</c>.</summary>
internal static class PipelineReader
{
    private static readonly OrderCheck.Words Words =
        new("stage", "stageOrder", "stages", DiagnosticCodes.StageMissing, DiagnosticCodes.StageNotOrdered, DiagnosticCodes.StageTwice);

    private static readonly FrozenDictionary<string, PipelineState> States = new Dictionary<string, PipelineState>
    {
        ["ENABLED"] = PipelineState.Enabled,
        ["DISABLED"] = PipelineState.Disabled,
        ["RELEASED"] = PipelineState.Released,
        ["DRAFT"] = PipelineState.Disabled,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Pipeline Read(SourceMap map, MapReader reader, ReadContext context)
    {
        var order = reader.Texts("stageOrder");
        var stageMap = reader.Map("stages");
        var stages = Stages(stageMap, context);
        CheckOrder(reader, order, stageMap, context);
        var pipeline = new Pipeline
        {
            Project = reader.RequiredText("project", "Write the name of the project that owns the pipeline."),
            Name = reader.RequiredText("name", "Write a name that is unique within the project."),
            Icon = reader.Text("icon"),
            State = State(reader),
            Description = reader.Text("description") ?? "",
            Concurrency = reader.Integer("concurrency", Pipeline.DefaultConcurrency, least: 1),
            Options = Options(reader),
            Input = reader.Values("input"),
            InputMeta = Metas(reader, "_inputMeta", InputMeta),
            Output = reader.Values("output"),
            OutputMeta = Metas(reader, "_outputMeta", OutputMeta),
            Starred = Starred(reader),
            Workspace = WorkspaceReader.OfPipeline(reader),
            Notifications = NotificationsReader.Read(reader),
            Rollbacks = [.. RollbacksReader.Read(reader)],
            Tags = [.. reader.Texts("tags").Select(t => t.Text)],
            StageOrder = [.. order.Select(s => s.Text)],
            Stages = new(stages.Select(s => KeyValuePair.Create(s.Key, s.Value)), StringComparer.Ordinal),
            Other = reader.Rest(DocumentKeys.CarriedByPipeline, DocumentKeys.OfResource),
        };
        if (context.ChecksMeaning && !context.Budget.IsSpent)
        {
            PipelineChecks.Run(map, pipeline, context);
        }

        return pipeline;
    }

    private static ImmutableArray<string> Options(MapReader reader)
    {
        var options = reader.Texts("options");
        foreach (var option in options.Where(o => !InjectedInputs.All.Any(s => s.Option.Equals(o.Text, StringComparison.OrdinalIgnoreCase))))
        {
            reader.Diagnostics.Warning(
                DiagnosticCodes.UnknownOption,
                option.Place,
                $"'options' of {reader.Owner} has '{MapReader.Shown(option.Text)}', which chooses nothing; it is kept and not read.",
                () => Suggestion.DidYouMean(option.Text, InjectedInputs.All.Select(s => s.Option)) ?? $"Known are {string.Join(", ", InjectedInputs.All.Select(s => s.Option))}.");
        }

        return [.. options.Select(o => o.Text)];
    }

    /// <summary>Exports say <c>enabled</c>, the API says <c>state</c> as well; only <c>state</c> knows of released pipelines.</summary>
    private static PipelineState State(MapReader reader)
    {
        var enabled = reader.Node("enabled") is null ? (bool?)null : reader.Boolean("enabled");
        var state = reader.Word("state", States);
        if (enabled is not { } runs || state is null)
        {
            return state ?? (enabled is true ? PipelineState.Enabled : PipelineState.Disabled);
        }

        if (runs == state is PipelineState.Disabled)
        {
            reader.Diagnostics.Warning(
                DiagnosticCodes.Contradiction,
                reader.PlaceOf("state"),
                $"'state' of {reader.Owner} is {reader.Text("state")}, but 'enabled' is {(runs ? "true" : "false")}; 'enabled' is taken.",
                "Take one of them out.");
            return runs ? PipelineState.Enabled : PipelineState.Disabled;
        }

        return state.Value;
    }

    private static OrderedDictionary<string, Stage> Stages(SourceMap? map, ReadContext context)
    {
        var stages = new OrderedDictionary<string, Stage>(StringComparer.Ordinal);
        foreach (var (name, value) in map?.Entries ?? [])
        {
            var owner = $"stage '{MapReader.Shown(name.Text)}'";
            if (value is SourceMap stage)
            {
                stages[name.Text] = StageReader.Read(new MapReader(stage, owner, context.Diagnostics), name, context);
            }
            else
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongType, value.Place, $"{MapReader.Capital(owner)} must be a map, not {value.What}.", "A stage has 'taskOrder' and 'tasks'.");
            }
        }

        return stages;
    }

    private static void CheckOrder(MapReader reader, ImmutableArray<SourceScalar> order, SourceMap? stages, ReadContext context)
    {
        if (reader.Node("stageOrder") is null)
        {
            var names = string.Join(", ", (stages?.Entries ?? []).Take(8).Select(e => MapReader.Shown(e.Key.Text)));
            reader.Missing("stageOrder", names.Length is 0 ? "List the stages in the order they run." : $"Write 'stageOrder: [{names}]' in the order they run.");
            return;
        }

        if (!context.Budget.Names(order.Length, reader.PlaceOf("stageOrder"), reader.Diagnostics))
        {
            return;
        }

        OrderCheck.Run(Words, reader, [.. order.Select(s => (s.Text, s.Place))], stages);
        if (order.IsEmpty)
        {
            reader.Diagnostics.Warning(DiagnosticCodes.NothingToRun, reader.PlaceOf("stageOrder"), $"{MapReader.Capital(reader.Owner)} has no stages; an execution of it does nothing.");
        }
    }

    private static InputMeta InputMeta(MapReader meta) =>
        new(meta.Text("description") ?? "", meta.Boolean("mandatory")) { Other = meta.Rest(DocumentKeys.None, DocumentKeys.None) };

    private static OutputMeta OutputMeta(MapReader meta) =>
        new(meta.Text("description") ?? "") { Other = meta.Rest(DocumentKeys.None, DocumentKeys.None) };

    private static OrderedDictionary<string, T> Metas<T>(MapReader reader, string key, Func<MapReader, T> read)
    {
        var metas = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in reader.Map(key)?.Entries ?? [])
        {
            var owner = $"'{key}' of '{MapReader.Shown(name.Text)}'";
            if (value is SourceMap map)
            {
                metas[name.Text] = read(new MapReader(map, owner, reader.Diagnostics));
            }
            else if (value is not SourceScalar { IsNull: true })
            {
                reader.Diagnostics.Error(DiagnosticCodes.WrongType, value.Place, $"{MapReader.Capital(owner)} must be a map, not {value.What}.", "It has 'description' and the like.");
            }
        }

        return metas;
    }

    private static Starred? Starred(MapReader reader)
    {
        if (reader.Map("starred") is not { } map)
        {
            return null;
        }

        var starred = new MapReader(map, $"'starred' of {reader.Owner}", reader.Diagnostics);
        return new Starred(starred.Text("input"), starred.Text("output")) { Other = starred.Rest(DocumentKeys.None, DocumentKeys.None) };
    }
}
