using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Resources;
using Slipway.Server.Api;
using Slipway.Server.Audit;

namespace Slipway.Server.Access;

/// <summary>Stands before every route of the API and lets in who may come in.</summary>
internal sealed class AccessFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var need = http.GetEndpoint()!.Metadata.GetMetadata<Need>()
            ?? throw new InvalidOperationException($"The route {http.GetEndpoint()} does not say what it needs.");
        if (await http.RequestServices.GetRequiredService<Callers>().FindAsync(http.User, http.RequestAborted) is not { } caller)
        {
            return ApiError.Unauthorized(http, "The person whom this token stands for is gone or locked, or has a new password.");
        }

        var access = http.RequestServices.GetRequiredService<ApiAccess>();
        access.Begin(caller);
        var refusal = need switch
        {
            { IsOfServer: true, Permission: { } permission } => access.Refusal(permission),
            { Of: { } resource, Permission: { } permission } => access.Refusal(
                permission, await resource.ProjectOfAsync(http), Problem.NotFound($"There is no such {resource.Noun}.")),
            _ => null,
        };
        if (refusal is not null)
        {
            return refusal.Answer(http);
        }

        using var acting = Actor.Begin(new Actor(caller.Name, http.RemoteAddress()));
        var answer = await next(context);
        return need.Permission is null || access.WasAsked || answer is IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest }
            ? answer
            : throw new InvalidOperationException($"The route {http.GetEndpoint()} did not ask whether its caller may do that.");
    }
}
