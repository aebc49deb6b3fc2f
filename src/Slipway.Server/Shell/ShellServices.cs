using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Slipway.Server.Shell.Search;

namespace Slipway.Server.Shell;

/// <summary>The web console's frame: the pages of each concept stand in that concept's folder.</summary>
internal static class ShellServices
{
    // A variable's value may have a million characters, and a message that is too long would end the page. In UTF-8 one of them has up to four bytes.
    private const long LongestMessage = 5 * 1024 * 1024;

    public static void AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        services.AddMudServices();
        services.AddSingleton<QuickSearch>();
    }

    /// <summary>What goes around every answer: headers, and a page for people who follow a dead link.</summary>
    public static void UseShell(this WebApplication server)
    {
        server.UsePageHeaders();
        server.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        server.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode != StatusCodes.Status404NotFound || !IsForPeople(context.Request))
            {
                context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = false;
            }
        });
    }

    public static void MapShell(this WebApplication server)
    {
        server.MapStaticAssets().AllowAnonymous();
        server.MapGet("/", () => Results.LocalRedirect(Navigation.Home));
        server.MapRazorComponents<App>().AddInteractiveServerRenderMode(circuit => circuit.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static bool IsForPeople(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
