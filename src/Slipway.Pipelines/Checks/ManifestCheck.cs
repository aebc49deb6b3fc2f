using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cronos;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.TaskTypes;

namespace Slipway.Pipelines.Checks;

/// <summary>Checks the manifests that stand in a pipeline, as far as that can be done before anything is bound.</summary>
internal sealed partial class ManifestCheck
{
    private static readonly string[] ContainerLists = ["containers", "initContainers"];

    private readonly ReadContext _context;
    private readonly TriggerReach? _reach;
    private readonly ILookup<TaskSite?, Read> _reads;

    private ManifestCheck(Pipeline pipeline, ImmutableArray<Read> reads, ReadContext context)
    {
        _context = context;
        _reads = reads.ToLookup(r => r.Reader);
        _reach = InjectedInputs.ChosenBy(pipeline.Options).Contains(InjectedInputs.Docker) ? new TriggerReach(reads) : null;
    }

    public static void Run(Pipeline pipeline, TaskSites tasks, ImmutableArray<Read> reads, ReadContext context)
    {
        var check = new ManifestCheck(pipeline, reads, context);
        foreach (var task in tasks.All.Where(t => t.Type is not null))
        {
            foreach (var field in task.Type!.Fields.Where(f => f.Kind is FieldKind.Manifest))
            {
                if (task.Input?.Child(field.Name) is SourceScalar { Type: ScalarType.Text } manifest && !string.IsNullOrWhiteSpace(manifest.Text))
                {
                    check.Manifest(task, manifest);
                }
            }
        }
    }

    private void Manifest(TaskSite task, SourceScalar manifest)
    {
        if (_context.Budget.IsSpent || !_context.Budget.Manifest(manifest.Text.Length) || ManifestTemplate.Of(manifest) is not { } template)
        {
            return;
        }

        foreach (var document in template.Documents(task, _context))
        {
            Complete(task, template, document);
            Schedule(task, template, document);
            if (_reach is not null && Text(task.Input?.Child("action"))?.ToUpperInvariant() is "APPLY" or "CREATE")
            {
                Images(task, template, document);
            }
        }
    }

    private void Complete(TaskSite task, ManifestTemplate template, SourceNode document)
    {
        var metadata = document.Child("metadata");
        var missing =
            document is not SourceMap ? "is no map"
            : document.Child("apiVersion") is null ? "has no 'apiVersion'"
            : Text(document.Child("kind")) is not { } kind ? "has no 'kind'"
            : !kind.EndsWith("List", StringComparison.Ordinal) && metadata?.Child("name") is null && metadata?.Child("generateName") is null ? "has no 'metadata.name'"
            : null;
        if (missing is not null)
        {
            _context.Graded(
                DiagnosticCodes.ManifestIncomplete,
                template.PlaceOf(document.Place, _context),
                $"{task.Owner}: {Named(template, document)} of the manifest {missing}.",
                "Every object has 'apiVersion', 'kind' and 'metadata.name'.");
        }
    }

    private void Schedule(TaskSite task, ManifestTemplate template, SourceNode document)
    {
        if (Text(document.Child("kind")) is not "CronJob" || document.Child("spec")?.Child("schedule") is not SourceScalar schedule || template.ExpressionsIn(schedule.Text).Any())
        {
            return;
        }

        if (!CronExpression.TryParse(schedule.Text, out _) && !Every().IsMatch(schedule.Text))
        {
            _context.Diagnostics.Error(
                DiagnosticCodes.BadCron,
                template.PlaceOf(schedule.Place, _context),
                $"{task.Owner}: {Named(template, document)} has the schedule '{MapReader.Shown(schedule.Text)}', which is none.",
                "A schedule is 'minute hour day-of-month month day-of-week', such as '*/15 * * * *', or a word such as '@daily'.");
        }
    }

    private void Images(TaskSite task, ManifestTemplate template, SourceNode document)
    {
        var images = ImagesOf(document).ToList();
        if (images.Count > 0 && !images.Any(i => IsReached(task, template, i.Text)))
        {
            _context.Diagnostics.Warning(
                DiagnosticCodes.ImageNotReached,
                template.PlaceOf(images[0].Place, _context),
                $"{task.Owner}: {Named(template, document)} runs {string.Join(", ", images.Select(i => $"'{MapReader.Shown(template.AsWritten(i.Text))}'").Distinct())}, whatever was pushed.",
                $"To deploy what was pushed write 'image: ${{input.{InjectedInputs.ImageRef}}}'.");
        }
    }

    private bool IsReached(TaskSite task, ManifestTemplate template, string image)
    {
        var expressions = template.ExpressionsIn(image).ToHashSet(StringComparer.Ordinal);
        return expressions.Count > 0 && _reads[task].Any(r => expressions.Contains(r.Raw) && _reach!.Reaches(r.Reference));
    }

    private static IEnumerable<SourceScalar> ImagesOf(SourceNode node) => node switch
    {
        SourceMap map => map.Entries.SelectMany(e => ContainerLists.Contains(e.Key.Text) && e.Value is SourceList containers
            ? containers.Items.Select(c => c.Child("image")).OfType<SourceScalar>()
            : ImagesOf(e.Value)),
        SourceList list => list.Items.SelectMany(ImagesOf),
        _ => [],
    };

    private static string Named(ManifestTemplate template, SourceNode document) =>
        (Text(document.Child("kind")), Text(document.Child("metadata")?.Child("name"))) switch
        {
            ({ } kind, { } name) => $"{MapReader.Shown(kind)} '{MapReader.Shown(template.AsWritten(name))}'",
            ({ } kind, null) => $"a {MapReader.Shown(kind)}",
            _ => "an object",
        };

    private static string? Text(SourceNode? node) => node is SourceScalar { Text.Length: > 0 } scalar ? scalar.Text : null;

    /// <summary>What the parser of Kubernetes takes besides cron: <c>@every 1h30m</c>.</summary>
    [GeneratedRegex(@"^@every ([0-9]+(\.[0-9]+)?(h|m|s))+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Every();
}
