using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Access;

/// <summary>What a route needs of its caller.</summary>
/// <param name="Permission">What the route does; null for what every person may do who is signed in.</param>
/// <param name="Of">What the route names; null when the project stands in the body, the route lists, or it concerns the server as a whole.</param>
/// <param name="IsOfServer">Whether it concerns the server as a whole.</param>
internal sealed record Need(Permission? Permission, Resource? Of, bool IsOfServer = false);

/// <summary>Declares what routes need, and holds them to it.</summary>
internal static class NeedDeclarations
{
    /// <summary>The caller must have the permission in the project that owns what the route names.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, Permission permission, Resource of) => route.WithMetadata(new Need(permission, of));

    /// <summary>The handler asks <see cref="ApiAccess"/> itself, for the project stands in the body.</summary>
    public static RouteHandlerBuilder NeedsInBody(this RouteHandlerBuilder route, Permission permission) => route.WithMetadata(new Need(permission, null));

    /// <summary>The handler lists, and shows of it what the caller may look at.</summary>
    public static RouteHandlerBuilder Lists(this RouteHandlerBuilder route) => route.WithMetadata(new Need(Permission.View, null));

    /// <summary>The caller must be an administrator of the server.</summary>
    public static RouteHandlerBuilder NeedsServer(this RouteHandlerBuilder route, Permission permission) => route.WithMetadata(new Need(permission, null, IsOfServer: true));

    /// <summary>Everybody who is signed in may do it, to what is their own.</summary>
    public static RouteHandlerBuilder NeedsPerson(this RouteHandlerBuilder route) => route.WithMetadata(new Need(null, null));
}
