using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Pipelines;
using Slipway.Projects.Access;
using Slipway.Projects.CustomIntegrations;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.CustomIntegrations;

/// <summary><c>/custom-integrations</c> and <c>…/versions</c> (Code Stream API).</summary>
internal static class IntegrationVersionsApi
{
    public static void MapCustomIntegrations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/custom-integrations", (HttpContext context, CustomIntegrationKind kind) => kind.ListAsync(context.Request, context.RequestAborted)).NeedsPerson();
        api.MapPost("/custom-integrations", (HttpContext context, CustomIntegrationKind kind, JsonObject body) => kind.PostAsync(context, body)).NeedsServer(Permission.ManageIntegrations);
        const string One = "/custom-integrations/{id:guid}";
        api.MapGet(One, (Guid id, HttpContext context, CustomIntegrationKind kind) => kind.GetAsync(context, store => store.FindAsync(id, context.RequestAborted))).NeedsPerson();
        api.MapPut(One, (Guid id, HttpContext context, CustomIntegrationKind kind, JsonObject body) =>
            kind.ChangeAsync(context, store => store.FindAsync(id, context.RequestAborted), body, isByName: false, isPatch: false)).NeedsServer(Permission.ManageIntegrations);
        api.MapDelete(One, (Guid id, HttpContext context, CustomIntegrationKind kind) => kind.DeleteAsync(context, store => store.FindAsync(id, context.RequestAborted))).NeedsServer(Permission.ManageIntegrations);

        api.MapGet($"{One}/versions", List).NeedsPerson();
        api.MapPost($"{One}/versions", Create).NeedsServer(Permission.ManageIntegrations);
        api.MapGet($"{One}/versions/{{version}}", Get).NeedsPerson();
        api.MapDelete($"{One}/versions/{{version}}", Delete).NeedsServer(Permission.ManageIntegrations);
        foreach (var action in IntegrationActions.Names)
        {
            api.MapPost($"{One}/versions/{{version}}/{action}", (Guid id, string version, HttpContext context, ICustomIntegrationStore store, IntegrationVersions versions) => Act(id, version, action, context, store, versions))
                .NeedsServer(Permission.ManageIntegrations);
        }
    }

    private static async Task<IResult> List(Guid id, HttpContext context, ICustomIntegrationStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } integration
            ? Results.Json(Listing.Of(integration.Versions, Page.Of(context.Request), version => Document(integration, version)))
            : NotFound(context);

    private static async Task<IResult> Get(Guid id, string version, HttpContext context, ICustomIntegrationStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } integration && integration.Find(version) is { } found ? Results.Json(Document(integration, found)) : NotFound(context);

    private static Task<IResult> Create(Guid id, Body body, HttpContext context, ICustomIntegrationStore store, IntegrationVersions versions) => DoAsync(
        id, context, store, read => versions.MakeAsync(read, body.Version, body.Description, context.RequestAborted), (_, kept) => Document(kept, kept.Find(body.Version!)!));

    private static Task<IResult> Act(Guid id, string version, string action, HttpContext context, ICustomIntegrationStore store, IntegrationVersions versions) => DoAsync(
        id, context, store, read => versions.ActAsync(read, version, action, context.RequestAborted), (_, kept) => Document(kept, kept.Find(version)!));

    private static Task<IResult> Delete(Guid id, string version, HttpContext context, ICustomIntegrationStore store, IntegrationVersions versions) => DoAsync(
        id, context, store, read => versions.DeleteAsync(read, version, context.RequestAborted), (read, _) => Document(read, read.Find(version)!));

    private static async Task<IResult> DoAsync(
        Guid id, HttpContext context, ICustomIntegrationStore store, Func<CustomIntegration, Task<Outcome<CustomIntegration>>> act, Func<CustomIntegration, CustomIntegration, JsonObject> toDocument)
    {
        if (await store.FindAsync(id, context.RequestAborted) is not { } read)
        {
            return NotFound(context);
        }

        var outcome = await act(read);
        return outcome.Item is { } kept ? Results.Json(toDocument(read, kept)) : outcome.Problem!.Answer(context);
    }

    private static IResult NotFound(HttpContext context) => IntegrationVersions.NotFound().Answer(context);

    private static JsonObject Document(CustomIntegration integration, IntegrationVersion version)
    {
        var document = DocumentJson.Write(version.Definition with { Name = integration.Name, Version = version.Name });
        document.Remove("project");
        document["_link"] = $"/codestream/api/custom-integrations/{integration.Id}/versions/{Uri.EscapeDataString(version.Name)}";
        document["id"] = integration.Id.ToString();
        document["version"] = version.Name;
        document["versionDescription"] = version.Description;
        document["status"] = version.Status.Wire();
        document["yaml"] = DocumentFile.Write(version.Definition with { Name = integration.Name, Version = version.Name });
        document["createdBy"] = version.CreatedBy;
        document["createdAt"] = version.CreatedAt.Wire();
        document["_createTimeInMicros"] = version.CreatedAt.Micros();
        return document;
    }

    private sealed record Body(string? Version, string? Description);
}
