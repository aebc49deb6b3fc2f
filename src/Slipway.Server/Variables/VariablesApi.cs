using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Variables;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Variables;

/// <summary><c>/variables</c> (Code Stream API). The values of secret and restricted ones never come out.</summary>
internal static class VariablesApi
{
    /// <summary>What stands in place of a value that is not shown. Sent back in an update it means: as it is.</summary>
    private const string Masked = "******";

    private const int MaxLength = 1024 * 1024;

    public static void MapVariables(this IEndpointRouteBuilder api)
    {
        api.MapGet("/variables", async (HttpRequest request, IVariableStore store, ApiAccess access, CancellationToken cancellationToken) =>
            Listing.Answer(await store.ListAsync(Listing.Query(request, VariableFields.All), access.VisibleProjects, cancellationToken), Document)).Lists();
        api.MapPost("/variables", Create).NeedsInBody(Permission.ManageVariables);
        api.MapOne("/variables/{id:guid}", async (route, store, cancellationToken) => await store.FindAsync(Guid.Parse((string)route["id"]!), cancellationToken));
        api.MapOne("/variables/{project}/{name}", async (route, store, cancellationToken) =>
            await store.FindAsync((string)route["project"]!, [(string)route["name"]!], cancellationToken) is [var one] ? one : null);
    }

    private delegate Task<Variable?> Find(RouteValueDictionary route, IVariableStore store, CancellationToken cancellationToken);

    private static void MapOne(this IEndpointRouteBuilder api, string pattern, Find find)
    {
        async Task<IResult> With(HttpContext context, IVariableStore store, Func<Variable, Task<IResult>> act) =>
            await find(context.Request.RouteValues, store, context.RequestAborted) is { } variable
                ? await act(variable)
                : ApiError.NotFound(context, "There is no such variable.");

        api.MapGet(pattern, (HttpContext context, IVariableStore store) =>
            With(context, store, variable => Task.FromResult(Results.Json(Document(variable))))).Needs(Permission.View, Resource.Variable);
        api.MapPut(pattern, (Body body, HttpContext context, IVariableStore store, ApiAccess access) =>
            With(context, store, variable => Update(body, context, store, access, variable))).Needs(Permission.ManageVariables, Resource.Variable);
        api.MapDelete(pattern, (HttpContext context, IVariableStore store, ApiAccess access) =>
            With(context, store, async variable =>
            {
                if (RestrictedRefusal(context, access, variable.Type, variable.Project) is { } refusal)
                {
                    return refusal;
                }

                await store.RemoveAsync(variable.Id, context.RequestAborted);
                return Results.Json(Document(variable));
            })).Needs(Permission.ManageVariables, Resource.Variable);
    }

    private static async Task<IResult> Create(Body body, HttpContext context, IVariableStore store, IProjectStore projects, ApiAccess access, CancellationToken cancellationToken)
    {
        var project = await projects.FindAsync(body.Project ?? "", cancellationToken);
        if (access.Refusal(context, Permission.ManageVariables, project?.Name, () => ApiError.BadRequest(context, $"project: there is no project '{body.Project}'.")) is { } refusal)
        {
            return refusal;
        }

        if ((Names.Check(body.Name) ?? Wrong(body)) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        var variable = new Variable
        {
            Id = Guid.CreateVersion7(),
            Project = project!.Name,
            Name = body.Name!,
            Description = body.Description ?? "",
            Type = TypeOf(body) ?? VariableType.Regular,
            Value = body.Value ?? "",
        };
        return RestrictedRefusal(context, access, variable.Type, variable.Project)
            ?? (await store.AddAsync(variable, cancellationToken)
                ? Results.Json(Document(variable))
                : ApiError.Conflict(context, $"Project '{project.Name}' has a variable '{variable.Name}' already."));
    }

    private static async Task<IResult> Update(Body body, HttpContext context, IVariableStore store, ApiAccess access, Variable variable)
    {
        if (Wrong(body) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        var type = TypeOf(body) ?? variable.Type;
        var keeps = body.Value is null or Masked && variable.IsSecret;
        if (keeps && variable.IsSecret && type is VariableType.Regular)
        {
            return ApiError.BadRequest(context, "value: a secret value is not shown by making the variable REGULAR; give the value anew.");
        }

        var changed = variable with { Description = body.Description ?? variable.Description, Type = type, Value = keeps ? variable.Value : body.Value ?? variable.Value };
        if ((RestrictedRefusal(context, access, variable.Type, variable.Project) ?? RestrictedRefusal(context, access, type, variable.Project)) is { } refusal)
        {
            return refusal;
        }

        await store.UpdateAsync(changed, context.RequestAborted);
        return Results.Json(Document(changed));
    }

    private static IResult? RestrictedRefusal(HttpContext context, ApiAccess access, VariableType type, string project) =>
        type is VariableType.Restricted
            ? access.Refusal(context, Permission.UseRestricted, project, () => ApiError.NotFound(context, "There is no such variable."))
            : null;

    private static string? Wrong(Body body) =>
        body.Type is not null && TypeOf(body) is null ? $"type: '{body.Type}' is not one of: REGULAR, SECRET, RESTRICTED."
        : body.Value?.Length > MaxLength ? $"value: has {body.Value.Length} characters; at most {MaxLength} are kept."
        : null;

    private static VariableType? TypeOf(Body body) =>
        Enum.TryParse<VariableType>(body.Type, ignoreCase: true, out var type) && Enum.IsDefined(type) && !int.TryParse(body.Type, out _) ? type : null;

    private static JsonObject Document(Variable variable) => new()
    {
        ["_link"] = $"/codestream/api/variables/{variable.Id}",
        ["kind"] = DocumentKinds.Variable,
        ["id"] = variable.Id.ToString(),
        ["project"] = variable.Project,
        ["name"] = variable.Name,
        ["description"] = variable.Description,
        ["type"] = variable.Type.ToString().ToUpperInvariant(),
        ["value"] = variable.IsSecret ? Masked : variable.Value,
    };

    private sealed record Body(string? Project, string? Name, string? Description, string? Type, string? Value)
    {
        /// <summary>Never the value.</summary>
        public override string ToString() => $"{Project}/{Name} ({Type})";
    }
}
