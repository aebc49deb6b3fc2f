using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.OpenApi;

/// <summary><c>/openapi/v1.json</c>: the API's description, for programs. People read the same at <c>/docs/api</c>.</summary>
internal static class OpenApiRoutes
{
    public const string Address = "/openapi/v1.json";

    public static void AddApiDescription(this IServiceCollection services) => services.AddSingleton<ApiDescription>();

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        var signedIn = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme, JwtBearerDefaults.AuthenticationScheme).RequireAuthenticatedUser().Build();
        routes.MapGet(Address, (ApiDescription description) => Results.Bytes(description.Utf8, Operation.Json)).RequireAuthorization(signedIn);
    }
}

/// <summary>The description as it is served: made once, when it is first asked for.</summary>
internal sealed class ApiDescription(EndpointDataSource routes)
{
    private readonly Lazy<(JsonObject Tree, byte[] Utf8)> made = new(() =>
    {
        var tree = OpenApiDocument.Create(routes);
        return (tree, Encoding.UTF8.GetBytes(tree.ToJsonString()));
    });

    /// <summary>As a tree; not to be changed.</summary>
    public JsonObject Document => made.Value.Tree;

    /// <summary>As text.</summary>
    public byte[] Utf8 => made.Value.Utf8;
}
