using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Endpoints;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Endpoint = Slipway.Projects.Endpoints.Endpoint;

namespace Slipway.Server.Endpoints;

/// <summary><c>/endpoints</c>: create, look at, delete.</summary>
internal static class EndpointsApi
{
    public static void MapEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/endpoints", async (HttpRequest request, IEndpointStore store, IEnumerable<EndpointType> types, ApiAccess access, CancellationToken cancellationToken) =>
            Listing.Answer(await store.ListAsync(Listing.Query(request, EndpointFields.All), access.VisibleProjects, cancellationToken), endpoint => Document(endpoint, types))).Lists();
        api.MapPost("/endpoints", Create).NeedsInBody(Permission.ManageEndpoints);
        api.MapGet("/endpoints/{id:guid}", async (Guid id, HttpContext context, IEndpointStore store, IEnumerable<EndpointType> types, CancellationToken cancellationToken) =>
            Found(context, await store.FindAsync(id, cancellationToken), types)).Needs(Permission.View, Resource.Endpoint);
        api.MapGet("/endpoints/{project}/{name}", async (string project, string name, HttpContext context, IEndpointStore store, IEnumerable<EndpointType> types, CancellationToken cancellationToken) =>
            Found(context, await store.FindAsync(project, name, cancellationToken), types)).Needs(Permission.View, Resource.Endpoint);
        api.MapDelete("/endpoints/{id:guid}", Delete).Needs(Permission.ManageEndpoints, Resource.Endpoint);
    }

    private static async Task<IResult> Create(Body body, HttpContext context, IEndpointStore store, IProjectStore projects, IEnumerable<EndpointType> types, ApiAccess access, CancellationToken cancellationToken)
    {
        if (Names.Check(body.Name) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        var project = await projects.FindAsync(body.Project ?? "", cancellationToken);
        if (access.Refusal(context, Permission.ManageEndpoints, project?.Name, () => ApiError.BadRequest(context, $"project: there is no project '{body.Project}'.")) is { } refusal)
        {
            return refusal;
        }

        if (types.FirstOrDefault(known => known.Name == body.Type) is not { } type)
        {
            return ApiError.BadRequest(context, $"type: there is no endpoint type '{body.Type}'. There are: {string.Join(", ", types.Select(known => known.Name))}.");
        }

        var completed = type.Complete(body.Properties ?? []);
        if (completed.Problem is { } problem)
        {
            return ApiError.BadRequest(context, problem);
        }

        if (!JsonFlag.TryRead(body.IsRestricted, out var isRestricted))
        {
            return ApiError.BadRequest(context, "isRestricted: must be true or false.");
        }

        var endpoint = new Endpoint
        {
            Id = Guid.CreateVersion7(),
            Project = project!.Name,
            Name = body.Name!,
            Description = body.Description ?? "",
            Type = type.Name,
            Properties = completed.Properties,
            IsRestricted = isRestricted ?? false,
            CloudProxyId = body.CloudProxyId ?? "",
        };
        if (RestrictedRefusal(context, access, endpoint) is { } restricted)
        {
            return restricted;
        }

        return await store.AddAsync(endpoint, cancellationToken)
            ? Results.Json(Document(endpoint, types))
            : ApiError.Conflict(context, $"Project '{project.Name}' has an endpoint '{endpoint.Name}' already.");
    }

    private static async Task<IResult> Delete(Guid id, HttpContext context, IEndpointStore store, IEnumerable<EndpointType> types, ApiAccess access, CancellationToken cancellationToken)
    {
        var endpoint = await store.FindAsync(id, cancellationToken);
        if (endpoint is not null && RestrictedRefusal(context, access, endpoint) is { } refusal)
        {
            return refusal;
        }

        return endpoint is not null && await store.RemoveAsync(id, cancellationToken) ? Results.Json(Document(endpoint, types)) : Found(context, null, types);
    }

    /// <summary>Null unless the endpoint is restricted and the caller no administrator of its project.</summary>
    internal static IResult? RestrictedRefusal(HttpContext context, ApiAccess access, Endpoint endpoint) =>
        endpoint.IsRestricted
            ? access.Refusal(context, Permission.UseRestricted, endpoint.Project, () => ApiError.NotFound(context, "There is no such endpoint."))
            : null;

    private static IResult Found(HttpContext context, Endpoint? endpoint, IEnumerable<EndpointType> types) =>
        endpoint is null ? ApiError.NotFound(context, "There is no such endpoint.") : Results.Json(Document(endpoint, types));

    private static JsonObject Document(Endpoint endpoint, IEnumerable<EndpointType> types)
    {
        var secrets = types.FirstOrDefault(type => type.Name == endpoint.Type)?.SecretProperties.ToHashSet();
        return new JsonObject
        {
            ["_link"] = $"/codestream/api/endpoints/{endpoint.Id}",
            ["kind"] = "ENDPOINT",
            ["id"] = endpoint.Id.ToString(),
            ["project"] = endpoint.Project,
            ["name"] = endpoint.Name,
            ["description"] = endpoint.Description,
            ["type"] = endpoint.Type,
            ["isRestricted"] = endpoint.IsRestricted,
            ["isLocked"] = false,
            ["cloudProxyId"] = endpoint.CloudProxyId,
            ["properties"] = new JsonObject(endpoint.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => KeyValuePair.Create(
                property.Key,
                (JsonNode?)(secrets?.Contains(property.Key) is false ? property.Value : property.Value.Length == 0 ? "" : EndpointType.Masked)))),
        };
    }

    private sealed record Body(string? Project, string? Name, string? Description, string? Type, Dictionary<string, JsonNode?>? Properties, JsonNode? IsRestricted, string? CloudProxyId);
}
