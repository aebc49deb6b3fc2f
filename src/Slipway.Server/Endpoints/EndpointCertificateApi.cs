using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Endpoints;

/// <summary>
/// <c>/endpoint-certificate</c> and <c>/cloud-proxy</c> (Code Stream API). This server has no cloud proxies: the list is empty, and
/// <c>cloudProxyId</c> changes nothing.
/// </summary>
internal static class EndpointCertificateApi
{
    private const int DefaultMailPort = 465;

    public static void MapEndpointCertificate(this IEndpointRouteBuilder api)
    {
        api.MapGet("/endpoint-certificate", Find).NeedsInBody(Permission.ManageEndpoints);
        api.MapGet("/cloud-proxy", (HttpRequest request) => Results.Json(Listing.Of<JsonObject>([], Page.Of(request), proxy => proxy))).NeedsPerson();
    }

    private static async Task<IResult> Find(string? url, HttpContext context, ApiAccess access, TimeProvider time, CancellationToken cancellationToken)
    {
        if (access.RefusalAnywhere(Permission.ManageEndpoints) is { } refusal)
        {
            return refusal.Answer(context);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "smtps") || address.Host.Length == 0 || address.UserInfo.Length > 0)
        {
            return ApiError.BadRequest(context, "url: must be an address that starts with https:// (or smtps:// for a mail server) and holds no user name and no password.");
        }

        using var late = new CancellationTokenSource(EndpointProber.Limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var (certificates, problem) = await CertificateLookup.FindAsync(address.IdnHost, address.Port > 0 ? address.Port : DefaultMailPort, end.Token);
            return problem is not null
                ? ApiError.Of(context, StatusCodes.Status502BadGateway, problem.Message)
                : Results.Json(new JsonObject { ["certificates"] = new JsonArray([.. certificates.Select(Document)]) });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ApiError.Of(context, StatusCodes.Status504GatewayTimeout, $"{address.IdnHost} did not show its certificate within {EndpointProber.Limit.TotalSeconds:0} s.");
        }
    }

    internal static JsonObject Document(ServerCertificate certificate) => new JsonObject
    {
        ["fingerprints"] = new JsonObject { ["SHA-1"] = certificate.Sha1, ["SHA-256"] = certificate.Sha256 },
        ["issuedBy"] = new JsonObject { ["commonName"] = certificate.IssuedBy.CommonName, ["organization"] = certificate.IssuedBy.Organization },
        ["issuedTo"] = new JsonObject
        {
            ["commonName"] = certificate.IssuedTo.CommonName,
            ["organization"] = certificate.IssuedTo.Organization,
            ["serialNumber"] = certificate.SerialNumber,
        },
        ["periodOfValidity"] = new JsonObject
        {
            ["beginsOn"] = certificate.BeginsOn.ToUnixTimeMilliseconds(),
            ["expiresOn"] = certificate.ExpiresOn.ToUnixTimeMilliseconds(),
        },
    };
}
