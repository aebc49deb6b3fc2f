using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Pipelines;
using Slipway.Pipelines.Editing;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.Import;

/// <summary>
/// <c>GET /export</c>: documents as YAML. Each kind has a parameter that names some, separated by commas: <c>?pipelines=Deploy,Build&amp;project=acme</c>; one
/// without a value means all of the kind. When no kind is asked for, pipelines are meant, as in Code Stream. Secret values are left out.
/// </summary>
internal static class ExportApi
{
    // Older cs-cli asks for "piplines".
    private static readonly Dictionary<string, string> Misspelt = new() { ["pipelines"] = "piplines" };

    public static void MapExport(this IEndpointRouteBuilder api) => api.MapGet("/export", Export).Lists();

    private static async Task<IResult> Export(HttpContext context, IEnumerable<IDocumentKind> kinds, string? project)
    {
        var documents = new List<Document>();
        var asked = kinds.Select(kind => (Kind: kind, Names: Asked(context.Request, kind.Facts.Plural))).Where(kind => kind.Names is not null).ToList();
        if (asked.Count == 0)
        {
            asked = [(kinds.First(kind => kind.Facts.DocumentKind == DocumentKinds.Pipeline), "")];
        }

        foreach (var (kind, text) in asked.OrderBy(kind => kind.Kind.Facts.ImportOrder))
        {
            var names = text!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            var found = await kind.ExportAsync(names.Count == 0 ? null : names, string.IsNullOrEmpty(project) ? null : project, context.RequestAborted);
            if (names.Except(found.Select(document => document.Name)).FirstOrDefault() is { } missing)
            {
                return ApiError.NotFound(context, $"{kind.Facts.Plural}: there is no '{missing}'{(string.IsNullOrEmpty(project) ? "" : $" in project '{project}'")}.");
            }

            documents.AddRange(found);
        }

        return documents.Count == 0
            ? ApiError.NotFound(context, "There is nothing of that to export.")
            : Results.Text(WrittenText.Of(documents), ImportAnswer.Yaml, Encoding.UTF8);
    }

    private static string? Asked(HttpRequest request, string parameter) =>
        request.Query.TryGetValue(parameter, out var names) || (Misspelt.TryGetValue(parameter, out var misspelt) && request.Query.TryGetValue(misspelt, out names))
            ? string.Join(',', names!)
            : null;
}
