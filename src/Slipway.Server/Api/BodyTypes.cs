using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Slipway.Server.Api;

/// <summary>Who looks at the type of a body.</summary>
internal static class BodyTypes
{
    /// <summary>
    /// Leaves it to the reading of the body to refuse one of another type. Routing would do it with a route of its own, which knows nothing of
    /// bearer tokens and of how this API tells errors: a program would be sent to the sign-in page of people.
    /// </summary>
    public static TBuilder RefusesOtherTypesItself<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.Finally(route =>
        {
            foreach (var accepts in route.Metadata.OfType<IAcceptsMetadata>().ToList())
            {
                route.Metadata.Remove(accepts);
            }
        });
        return routes;
    }
}
