using Microsoft.AspNetCore.Builder;
using Microsoft.Net.Http.Headers;

namespace Slipway.Server.Shell;

/// <summary>Headers that tell browsers to run nothing but what this server serves, and to show it in no foreign frame.</summary>
internal static class PageHeaders
{
    // Inline styles are allowed because MudBlazor writes them; inline scripts are not, because nobody does.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static void UsePageHeaders(this IApplicationBuilder server) => server.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    });
}
