using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Slipway.Execution.Logs;
using Slipway.Execution.State;

namespace Slipway.Server.Executions.Logs;

/// <summary>Answers with a page of a log, or with all of it, page by page, so that no log is in memory as a whole.</summary>
internal sealed class LogPages(ExecutionState execution, LogRequest request, ILogStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellationToken) = (httpContext.Response, httpContext.RequestAborted);
        response.Headers.CacheControl = "no-store";
        var page = await store.ReadAsync(execution.Id, request.Query, cancellationToken) ?? new LogPage(execution.Status, [], HasMore: false);
        var next = page.HasMore && !request.IsWhole ? $"{httpContext.Request.PathBase}{httpContext.Request.Path}{request.NextQuery(page)}" : null;
        if (request.IsJson)
        {
            var document = new JsonObject
            {
                ["status"] = page.Status.Wire(),
                ["chunks"] = new JsonArray([.. page.Chunks.Select(chunk => LogWriting.Json(request, chunk))]),
            };
            if (next is not null)
            {
                document["_next"] = next;
            }

            await Results.Json(document).ExecuteAsync(httpContext);
            return;
        }

        response.ContentType = "text/plain; charset=utf-8";
        if (next is not null)
        {
            response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        if (request.IsFile)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName($"{string.Join('-', ((string?[])[execution.Name, $"{execution.Index}", request.Query.Stage, request.Query.Task]).Where(part => part is not null))}.log");
            response.Headers.ContentDisposition = disposition.ToString();
        }

        while (true)
        {
            foreach (var chunk in page.Chunks)
            {
                await response.WriteAsync(LogWriting.Text(request, chunk), cancellationToken);
            }

            if (!request.IsWhole || !page.HasMore
                || await store.ReadAsync(execution.Id, request.Query with { After = page.Chunks[^1].Position }, cancellationToken) is not { } further)
            {
                return;
            }

            page = further;
        }
    }
}
