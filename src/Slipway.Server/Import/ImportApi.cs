using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.Import;

/// <summary><c>POST /import</c>: documents of any kinds as YAML or JSON, as Code Stream's clients send them.</summary>
internal static class ImportApi
{
    public static void MapImport(this IEndpointRouteBuilder api) =>
        api.MapPost("/import", Import).WithMetadata(new RequestSizeLimitAttribute(DocumentImport.MaxBytes)).NeedsInBody(Permission.EditPipelines);

    private static async Task<IResult> Import(HttpContext context, DocumentImport import, string action = "create")
    {
        if (!Enum.TryParse<ImportAction>(action, ignoreCase: true, out var chosen) || !Enum.IsDefined(chosen) || char.IsAsciiDigit(action[0]))
        {
            return ApiError.BadRequest(context, $"action: '{action}' is not one of: create, apply, update.");
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var result = await import.RunAsync(body.GetBuffer().AsMemory(0, (int)body.Length), chosen, context.RequestAborted);
        return (result.Refusal ?? (result.Documents is [{ Problem: { } only }] ? only : null)) is { } refusal
            ? refusal.Answer(context)
            : Results.Text(ImportAnswer.Write(result.Documents.Select(document => (document.Document.Name, document.Status, document.Problem)), result.Diagnostics), ImportAnswer.Yaml, Encoding.UTF8);
    }
}
