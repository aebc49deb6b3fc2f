using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;
using IPNetwork = System.Net.IPNetwork;

namespace Slipway.Server.Hosting;

/// <summary>Whose word is taken for where a request came from (<c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c>): that of the named proxies and of nobody else.</summary>
internal static partial class TrustedProxies
{
    // ASP.NET Core's own switch would take anybody's word.
    private const string TrustEverybody = "ForwardedHeaders_Enabled";
    private const string WasOn = "Slipway:TrustEverybodyWasOn";

    /// <summary>Sees to it that nothing is trusted that is not named.</summary>
    public static void TrustNobodyElse(this WebApplicationBuilder builder)
    {
        if (bool.TryParse(builder.Configuration[TrustEverybody], out var isOn) && isOn)
        {
            builder.Configuration[TrustEverybody] = bool.FalseString;
            builder.Configuration[WasOn] = bool.TrueString;
        }
    }

    /// <summary>From here on a request comes from where its proxy says.</summary>
    public static void UseTrustedProxies(this WebApplication server, IReadOnlyCollection<IPNetwork> proxies)
    {
        if (server.Configuration[WasOn] is not null)
        {
            LogNotHeeded(server.Logger);
        }

        if (proxies.Count is 0)
        {
            return;
        }

        // As many hops as there are trusted proxies; the first that is not one is the client.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }

        server.UseForwardedHeaders(options);
    }

    [LoggerMessage(1010, LogLevel.Warning, "ASPNETCORE_FORWARDEDHEADERS_ENABLED trusts everybody and is not heeded. Name your proxy with --trusted-proxy.")]
    private static partial void LogNotHeeded(ILogger logger);
}
