using Microsoft.AspNetCore.Http;
using Slipway.Projects.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Access;

/// <summary>Asks anew, at each act on a page of the console, who acts and whether they may: a page stays open for long.</summary>
internal sealed class PageActs(PageAccess people, ApiAccess access)
{
    /// <summary>Who acts; of use once a refusal was asked for and there was none.</summary>
    public Caller Caller => access.Caller;

    /// <summary>Null when the reader may do it in the project; otherwise why not.</summary>
    public async Task<Problem?> RefusalAsync(Permission permission, string project, CancellationToken cancellationToken) =>
        await BeginAsync(cancellationToken) ?? access.Refusal(permission, project, Problem.NotFound("There is no such project any more."));

    /// <summary>Null when the reader may do what concerns the server as a whole; otherwise why not.</summary>
    public async Task<Problem?> RefusalAsync(Permission permission, CancellationToken cancellationToken) =>
        await BeginAsync(cancellationToken) ?? access.Refusal(permission);

    /// <summary>Finds out who acts, for code that asks <see cref="ApiAccess"/> itself.</summary>
    /// <returns>Null when there is somebody; otherwise what they are told.</returns>
    public async Task<Problem?> BeginAsync(CancellationToken cancellationToken)
    {
        if (await people.CallerAsync(cancellationToken) is not { } caller)
        {
            return new Problem(StatusCodes.Status401Unauthorized, "Your session has ended. Sign in again; what you typed is still there then.");
        }

        access.Begin(caller);
        return null;
    }
}
