using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Projects.Resources;
using Slipway.Server.Access;

namespace Slipway.Server.Resources;

/// <summary>The operations that Code Stream's API has for every kind of resource, by id and by project and name alike.</summary>
internal static class ResourceRoutes
{
    public static void MapResources<TKind, T>(this IEndpointRouteBuilder api, KindFacts facts)
        where TKind : ResourceKind<T>
        where T : class, IResource
    {
        api.MapGet($"/{facts.Plural}", (HttpContext context, TKind kind) => kind.ListAsync(context.Request, context.RequestAborted)).Lists();
        api.MapPost($"/{facts.Plural}", (HttpContext context, TKind kind, JsonObject body) => kind.PostAsync(context, body)).NeedsInBody(facts.Permission);
        foreach (var (pattern, isByName) in ((string, bool)[])[($"/{facts.Plural}/{{id:guid}}", false), ($"/{facts.Plural}/{{project}}/{{name}}", true)])
        {
            api.MapGet(pattern, (HttpContext context, TKind kind) => kind.GetAsync(context, store => store.FindAsync(context)))
                .Needs(Permission.View, facts.Resource);
            api.MapPut(pattern, (HttpContext context, TKind kind, JsonObject body) => kind.ChangeAsync(context, store => store.FindAsync(context), body, isByName, isPatch: false))
                .Needs(facts.Permission, facts.Resource);
            api.MapPatch(pattern, (HttpContext context, TKind kind, JsonObject body) => kind.ChangeAsync(context, store => store.FindAsync(context), body, isByName, isPatch: true))
                .Needs(facts.Permission, facts.Resource);
            api.MapDelete(pattern, (HttpContext context, TKind kind) => kind.DeleteAsync(context, store => store.FindAsync(context)))
                .Needs(facts.Permission, facts.Resource);
        }
    }

    /// <summary>The one that the route names.</summary>
    public static Task<T?> FindAsync<T>(this IResourceDirectory<T> store, HttpContext context)
        where T : class, IResource =>
        context.GetRouteValue("id") is string id
            ? store.FindAsync(Guid.Parse(id), context.RequestAborted)
            : store.FindAsync((string)context.GetRouteValue("project")!, (string)context.GetRouteValue("name")!, context.RequestAborted);
}
