using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Slipway.Server.Api;

/// <summary>Gives the API's 401 and 403 the body that clients read; <c>WWW-Authenticate</c> stays. People who come by cookie are sent to the sign-in page, as ever.</summary>
internal sealed class RefusedAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler inner = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        await inner.HandleAsync(next, context, policy, authorizeResult);
        if (authorizeResult.Succeeded || context.Response.HasStarted || !policy.AuthenticationSchemes.Contains(JwtBearerDefaults.AuthenticationScheme))
        {
            return;
        }

        var answer = authorizeResult.Forbidden
            ? ApiError.Of(context, StatusCodes.Status403Forbidden, "This bearer token does not let you do that.")
            : ApiError.Unauthorized(context, context.Request.Headers.Authorization.Count == 0
                ? "A bearer token is needed: exchange an API token at /iaas/api/login."
                : "The bearer token is not valid, or no longer. Exchange your API token for a new one at /iaas/api/login.");
        await answer.ExecuteAsync(context);
    }
}
