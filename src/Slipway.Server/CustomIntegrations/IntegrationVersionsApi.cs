using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Pipelines;
using Slipway.Projects.Access;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Resources;
using Slipway.Server.Access;
using Slipway.Server.Api;

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
            api.MapPost($"{One}/versions/{{version}}/{action}", (Guid id, string version, HttpContext context, ICustomIntegrationStore store) => Act(id, version, action, context, store))
                .NeedsServer(Permission.ManageIntegrations);
        }
    }

    private static async Task<IResult> List(Guid id, HttpContext context, ICustomIntegrationStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } integration
            ? Results.Json(Listing.Of(integration.Versions, Page.Of(context.Request), version => Document(integration, version)))
            : NotFound(context);

    private static async Task<IResult> Get(Guid id, string version, HttpContext context, ICustomIntegrationStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } integration && integration.Find(version) is { } found ? Results.Json(Document(integration, found)) : NotFound(context);

    private static async Task<IResult> Create(Guid id, Body body, HttpContext context, ICustomIntegrationStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } integration)
        {
            return NotFound(context);
        }

        if (CustomIntegrationKind.NewVersionProblem(integration, body.Version) is { } problem)
        {
            return problem.Answer(context);
        }

        var version = new IntegrationVersion(body.Version!, body.Description ?? "", IntegrationStatus.Versioned, integration.Draft, Actor.Current.Name, clock.GetUtcNow());
        return await SaveAsync(context, store, integration, integration.With(version), version.Name);
    }

    private static async Task<IResult> Act(Guid id, string version, string action, HttpContext context, ICustomIntegrationStore store)
    {
        if (await store.FindAsync(id, context.RequestAborted) is not { } integration || integration.Find(version) is not { } found)
        {
            return NotFound(context);
        }

        return found.Status.After(action) is { } status
            ? await SaveAsync(context, store, integration, integration.With(version, status), version)
            : ApiError.Conflict(context, $"Version '{version}' of custom integration '{integration.Name}' is {found.Status.Wire()}; {action} does not apply to that.");
    }

    private static async Task<IResult> Delete(Guid id, string version, HttpContext context, ICustomIntegrationStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } integration || integration.Find(version) is not { } found)
        {
            return NotFound(context);
        }

        if (found.Status is IntegrationStatus.Released)
        {
            return ApiError.Conflict(context, $"Version '{version}' of custom integration '{integration.Name}' is RELEASED; withdraw it first.");
        }

        return Answer(context, await store.UpdateAsync(integration.Without(version), integration.Revision.Version, cancellationToken), _ => Document(integration, found));
    }

    private static async Task<IResult> SaveAsync(HttpContext context, ICustomIntegrationStore store, CustomIntegration read, CustomIntegration changed, string version) =>
        Answer(context, await store.UpdateAsync(changed, read.Revision.Version, context.RequestAborted), kept => Document(kept, kept.Find(version)!));

    private static IResult Answer(HttpContext context, SaveResult<CustomIntegration> result, Func<CustomIntegration, JsonObject> toDocument) => result switch
    {
        SaveResult<CustomIntegration>.Saved(var kept) => Results.Json(toDocument(kept)),
        SaveResult<CustomIntegration>.Outdated(var now) => CustomIntegrationKind.Changed(now).Answer(context),
        _ => NotFound(context),
    };

    private static IResult NotFound(HttpContext context) => ApiError.NotFound(context, "There is no such custom integration, or no such version of it.");

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
