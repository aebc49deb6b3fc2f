using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Slipway.Pipelines;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Pipelines;
using Slipway.Server.Resources;

namespace Slipway.Server.Import;

/// <summary><c>POST /import</c>: documents of any kinds as YAML or JSON, as Code Stream's clients send them.</summary>
internal static class ImportApi
{
    private const int MaxBytes = 10 * 1024 * 1024;

    public static void MapImport(this IEndpointRouteBuilder api) =>
        api.MapPost("/import", Import).WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).NeedsInBody(Permission.EditPipelines);

    private static async Task<IResult> Import(HttpContext context, PipelineInspection inspection, IEnumerable<IDocumentKind> kinds, string action = "create")
    {
        if (!Enum.TryParse<ImportAction>(action, ignoreCase: true, out var chosen) || !Enum.IsDefined(chosen) || char.IsAsciiDigit(action[0]))
        {
            return ApiError.BadRequest(context, $"action: '{action}' is not one of: create, apply, update.");
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var read = await inspection.ReadAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        if (read.HasErrors)
        {
            return ApiError.BadRequest(context, string.Join('\n', read.Diagnostics.Select(diagnostic => diagnostic.ToString())));
        }

        // Everything is looked at before anything is written.
        var steps = new List<(Document Document, IDocumentKind Kind, ImportStep Step)>();
        foreach (var document in read.Documents)
        {
            var kind = kinds.First(known => known.Facts.DocumentKind == document.Kind);
            var (step, problem) = await kind.PrepareAsync(document, chosen, context.RequestAborted);
            if (problem is not null)
            {
                return (problem with { Message = read.Documents.Length == 1 ? problem.Message : $"{document.Kind} '{document.Name}': {problem.Message} Nothing was imported." }).Answer(context);
            }

            steps.Add((document, kind, step!));
        }

        var problems = new Dictionary<Document, Problem?>(ReferenceEqualityComparer.Instance);
        foreach (var (document, _, step) in steps.OrderBy(step => step.Kind.Facts.ImportOrder))
        {
            problems[document] = await step.ApplyAsync(context.RequestAborted);
        }

        return steps.Count == 1 && problems.Values.Single() is { } only
            ? only.Answer(context)
            : Results.Text(ImportAnswer.Write(steps.Select(step => (step.Document.Name, step.Step.Status, problems[step.Document])), read.Diagnostics), ImportAnswer.Yaml, Encoding.UTF8);
    }
}
