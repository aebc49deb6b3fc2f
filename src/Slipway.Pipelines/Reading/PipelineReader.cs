using System.Collections.Immutable;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads one document of <c>kind: PIPELINE</c>.</summary>
internal static class PipelineReader
{
    private const string Kind = "PIPELINE";

    /// <summary>The pipeline; null when the document is something else. It is to be used only when there are no errors.</summary>
    public static Pipeline? Read(SourceNode document, ReadContext context, bool needsKind)
    {
        if (document is not SourceMap map)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, document.Place, $"The document must be a map, not {document.What}.", "A pipeline starts with 'project:', 'kind: PIPELINE' and 'name:'.");
            return null;
        }

        var reader = new MapReader(map, Owner(map), context.Diagnostics);
        if (!HasKind(reader, needsKind))
        {
            return null;
        }

        var order = reader.Texts("stageOrder");
        var stageMap = reader.Map("stages");
        var stages = Stages(stageMap, context);
        CheckOrder(reader, order, stageMap);
        var pipeline = new Pipeline
        {
            Project = reader.RequiredText("project", "Write the name of the project that owns the pipeline."),
            Name = reader.RequiredText("name", "Write a name that is unique within the project."),
            Icon = reader.Text("icon"),
            Enabled = reader.Boolean("enabled"),
            Description = reader.Text("description") ?? "",
            Concurrency = reader.Integer("concurrency", Pipeline.DefaultConcurrency, least: 1),
            Options = [.. reader.Texts("options").Select(o => o.Text)],
            Input = reader.Values("input"),
            InputMeta = InputMetas(reader),
            Output = reader.Values("output"),
            Tags = [.. reader.Texts("tags").Select(t => t.Text)],
            StageOrder = [.. order.Select(s => s.Text)],
            Stages = new(stages.Select(s => KeyValuePair.Create(s.Key, s.Value)), StringComparer.Ordinal),
            Other = reader.Rest(DocumentKeys.Carried, DocumentKeys.OfResource),
        };
        if (context.ChecksReferences)
        {
            ReferenceCheck.Run(map, pipeline, context);
        }

        return pipeline;
    }

    private static string Owner(SourceMap map) =>
        map.Entries.FirstOrDefault(e => e.Key?.Text is "name").Value is SourceScalar { Text.Length: > 0 } name
            ? $"pipeline '{MapReader.Shown(name.Text)}'"
            : "the pipeline";

    private static bool HasKind(MapReader reader, bool needsKind)
    {
        var kind = reader.Node("kind");
        switch (kind)
        {
            case SourceScalar { Text: Kind }:
            case null when !needsKind:
                return true;
            case null:
                reader.Missing("kind", $"Write 'kind: {Kind}'.");
                return true;
            case SourceScalar other:
                var near = other.Text.Equals(Kind, StringComparison.OrdinalIgnoreCase) ? Kind : Suggestion.Nearest(other.Text, [Kind]);
                reader.Diagnostics.Error(
                    DiagnosticCodes.UnknownKind,
                    kind.Place,
                    $"The kind '{MapReader.Shown(other.Text)}' is not read here; '{Kind}' is.",
                    near is null ? null : $"Did you mean '{near}'?");
                return false;
            default:
                reader.WrongType("kind", kind, $"a text such as {Kind}");
                return false;
        }
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

    private static void CheckOrder(MapReader reader, ImmutableArray<SourceScalar> order, SourceMap? stages)
    {
        if (reader.Node("stageOrder") is null)
        {
            var names = string.Join(", ", (stages?.Entries ?? []).Take(8).Select(e => MapReader.Shown(e.Key.Text)));
            reader.Missing("stageOrder", names.Length is 0 ? "List the stages in the order they run." : $"Write 'stageOrder: [{names}]' in the order they run.");
            return;
        }

        OrderCheck.Run(
            new OrderCheck.Words("stage", "stageOrder", "stages", DiagnosticCodes.StageMissing, DiagnosticCodes.StageNotOrdered, DiagnosticCodes.StageTwice),
            reader,
            [.. order.Select(s => (s.Text, s.Place))],
            stages);
        if (order.IsEmpty)
        {
            reader.Diagnostics.Warning(DiagnosticCodes.NothingToRun, reader.PlaceOf("stageOrder"), $"{MapReader.Capital(reader.Owner)} has no stages; an execution of it does nothing.");
        }
    }

    private static OrderedDictionary<string, InputMeta> InputMetas(MapReader reader)
    {
        var metas = new OrderedDictionary<string, InputMeta>(StringComparer.Ordinal);
        foreach (var (name, value) in reader.Map("_inputMeta")?.Entries ?? [])
        {
            var owner = $"'_inputMeta' of input '{MapReader.Shown(name.Text)}'";
            if (value is SourceMap map)
            {
                var meta = new MapReader(map, owner, reader.Diagnostics);
                metas[name.Text] = new InputMeta(meta.Text("description") ?? "", meta.Boolean("mandatory")) { Other = meta.Rest(DocumentKeys.None, DocumentKeys.None) };
            }
            else if (value is not SourceScalar { IsNull: true })
            {
                reader.Diagnostics.Error(DiagnosticCodes.WrongType, value.Place, $"{MapReader.Capital(owner)} must be a map, not {value.What}.", "It has 'description' and 'mandatory'.");
            }
        }

        return metas;
    }
}
