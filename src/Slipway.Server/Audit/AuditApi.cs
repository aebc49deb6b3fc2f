using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Projects.Audit;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Audit;

/// <summary>
/// <c>/audit</c>: who did what, when, from where, and how it was before. Administrators of projects read what concerns these, administrators of
/// the server read everything. Not Code Stream's; in its style.
/// </summary>
internal static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit", List).NeedsInBody(Permission.ReadAudit);
        api.MapGet("/audit/{id:guid}", Get).NeedsInBody(Permission.ReadAudit);
    }

    private static async Task<IResult> List(HttpContext context, IAuditLog audit, ApiAccess access, CancellationToken cancellationToken) =>
        access.ProjectsWhere(Permission.ReadAudit) is { Count: 0 }
            ? ApiError.Of(context, StatusCodes.Status403Forbidden, "This needs the role 'administrator' in a project, or an administrator of the server.")
            : Listing.Answer(await audit.ListAsync(Listing.Query(context.Request, AuditFields.All), access.ProjectsWhere(Permission.ReadAudit), cancellationToken), Document);

    private static async Task<IResult> Get(Guid id, HttpContext context, IAuditLog audit, ApiAccess access, CancellationToken cancellationToken)
    {
        var entry = await audit.FindAsync(id, cancellationToken);
        var readable = access.ProjectsWhere(Permission.ReadAudit);
        var refusal = entry is not null && readable is null ? null : access.Refusal(Permission.ReadAudit, entry?.Project, Problem.NotFound($"There is no audit entry {id}."));
        return refusal is null ? Results.Json(Document(entry!)) : refusal.Answer(context);
    }

    private static JsonObject Document(AuditEntry entry) => new()
    {
        ["_link"] = $"/codestream/api/audit/{entry.Id}",
        ["id"] = entry.Id.ToString(),
        ["who"] = entry.Who,
        ["from"] = entry.From,
        ["action"] = entry.Action,
        ["kind"] = entry.Kind,
        ["resource"] = entry.Resource,
        ["project"] = entry.Project,
        ["name"] = entry.Name,
        ["message"] = entry.Message,
        ["before"] = entry.Before?.DeepClone(),
        ["after"] = entry.After?.DeepClone(),
        ["createdAt"] = entry.At.Wire(),
        ["_createTimeInMicros"] = entry.At.Micros(),
    };
}
