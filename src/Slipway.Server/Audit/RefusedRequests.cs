using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Audit;
using Slipway.Projects.Resources;
using Slipway.Server.Access;

namespace Slipway.Server.Audit;

/// <summary>Records that somebody wanted to change what they may not. That they wanted to look is no entry: pages and scripts try what they can.</summary>
internal sealed class RefusedRequests(Ration ration) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        if (answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status403Forbidden } && !HttpMethods.IsGet(http.Request.Method))
        {
            var access = http.RequestServices.GetRequiredService<ApiAccess>();
            if (ration.Take(access.Caller.UserId) is { } others)
            {
                using (Actor.Begin(new Actor(access.Caller.Name, http.RemoteAddress())))
                {
                    var what = new AuditEvent(AuditActions.Refused, AuditKinds.Request, $"{http.Request.Method} {http.Request.Path}") { Project = access.Refused?.Project, Message = access.Refused?.Why + others };
                    // Whoever hangs up is recorded all the same.
                    await http.RequestServices.GetRequiredService<IAuditLog>().RecordAsync(what, CancellationToken.None);
                }
            }
        }

        return answer;
    }
}
