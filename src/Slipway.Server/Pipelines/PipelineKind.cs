using System.Text;
using System.Text.Json.Nodes;
using Slipway.Execution.Catalog;
using Slipway.Execution.Store;
using Slipway.Pipelines;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.Pipelines;

/// <summary><c>/pipelines</c> (Code Stream API): the documents. What runs of them is in <see cref="PipelineExecutionsApi"/>.</summary>
internal sealed class PipelineKind(IPipelineStore store, IPipelineVersions versions, IExecutionStore executions, PipelineInspection inspection, ResourceSurroundings surroundings)
    : ResourceKind<CatalogedPipeline>(Of, store, surroundings)
{
    public static readonly KindFacts Of = new(DocumentKinds.Pipeline, "pipelines", 4, PipelineFields.All, Permission.EditPipelines, Resource.Pipeline);

    /// <summary>The key of a body that has the pipeline as text.</summary>
    public const string Yaml = "yaml";

    protected override Document ToDocument(CatalogedPipeline item, string? secret) => item.Definition;

    protected override Outcome<CatalogedPipeline> FromDocument(Document document, CatalogedPipeline? current)
    {
        var pipeline = (Pipeline)document;

        // Code Stream releases only what is enabled already.
        return pipeline.State is PipelineState.Released && current is { Definition.Enabled: false }
            ? Problem.BadRequest("state: a pipeline must be ENABLED before it can be RELEASED.")
            : new CatalogedPipeline(current?.Id ?? Guid.CreateVersion7(), pipeline);
    }

    protected override Problem? Check(Document document, CatalogedPipeline? current) =>
        base.Check(document, current)
        ?? (((Pipeline)document).State is PipelineState.Released && current?.Definition.State is not PipelineState.Released
            ? Access.Refusal(Permission.ReleasePipelines, document.Project, NotFound())
            : null);

    /// <summary>Code Stream makes every new pipeline disabled; clients enable it afterwards.</summary>
    protected override Document OnCreation(Document document) => (Pipeline)document with { State = PipelineState.Disabled };

    /// <summary>A body says what a pipeline is in its own keys, or as text in <c>yaml</c>, whose comments are kept; the text wins.</summary>
    protected override async Task<(Document? Document, string? Wrong)> ReadJsonAsync(JsonObject json, CancellationToken cancellationToken)
    {
        if (json[Yaml]?.ToString() is { Length: > 0 } text)
        {
            var written = await inspection.ReadAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            return written.Documents is [Pipeline pipeline] ? (pipeline, null)
                : (null, written.HasErrors ? string.Join('\n', written.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).Select(wrong => $"{Yaml}:{wrong.Line}:{wrong.Column}: {Said(wrong)}")) : $"{Yaml}: must hold one pipeline.");
        }

        json.Remove(Yaml);
        var read = await inspection.ReadAsync(json, cancellationToken);
        return read.HasErrors ? (null, string.Join('\n', read.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).Select(Said))) : (read.Documents[0], null);
    }

    /// <summary>A PUT is the whole pipeline; a PATCH says what changes. Of <c>state</c> and <c>enabled</c>, the one that changes is meant.</summary>
    protected override JsonObject Merge(JsonObject current, JsonObject body, bool isPatch)
    {
        var merged = isPatch ? base.Merge((JsonObject)current.DeepClone(), body, isPatch) : (JsonObject)body.DeepClone();
        merged["project"] ??= current["project"]!.DeepClone();
        merged["name"] ??= current["name"]!.DeepClone();
        if (isPatch ? body.ContainsKey("state") : IsSame(body["enabled"], current["enabled"]) && !IsSame(body["state"], current["state"]))
        {
            merged.Remove("enabled");
        }
        else if (isPatch && body.ContainsKey("enabled"))
        {
            merged.Remove("state");
        }

        return merged;
    }

    protected override async Task<IReadOnlyDictionary<Guid, JsonObject>> ShowAsync(IReadOnlyCollection<CatalogedPipeline> items, CancellationToken cancellationToken)
    {
        var shown = await base.ShowAsync(items, cancellationToken);
        foreach (var (id, diagnostics) in await inspection.InspectAsync(items, cancellationToken))
        {
            shown[id]["_warnings"] = PipelineWarnings.Of(diagnostics);
        }

        return shown;
    }

    protected override async Task<IReadOnlyList<string>> UsersAsync(CatalogedPipeline item, CancellationToken cancellationToken)
    {
        var unfinished = (await executions.LoadAsync(item.Id, cancellationToken)).Unfinished.Count;
        IEnumerable<string> running = unfinished switch
        {
            0 => [],
            1 => ["an execution that has not ended"],
            _ => [$"{unfinished} executions that have not ended"],
        };
        return [.. await base.UsersAsync(item, cancellationToken), .. running];
    }

    /// <summary>As they were written, comments and all.</summary>
    protected override async Task<Document> ToExportAsync(CatalogedPipeline item, CancellationToken cancellationToken) =>
        (await versions.WithTextAsync(item, cancellationToken)).Definition;

    private static bool IsSame(JsonNode? one, JsonNode? other) => string.Equals(one?.ToString(), other?.ToString(), StringComparison.OrdinalIgnoreCase);
}
