using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Access;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Server.Access;

namespace Slipway.Server.Endpoints;

/// <summary>
/// <c>/endpoint-validation</c> (Code Stream API, EndpointSpec and <c>id</c>): really connects and says what failed. Code Stream answers with a
/// <c>TileExecutorResponse</c>, whose shape is not public; ours is <c>{status: OK|FAILED, success, cause, message, certificate, hostKey}</c>,
/// where <c>cause</c>, <c>certificate</c> and <c>hostKey</c> are there only when there is one.
/// </summary>
internal static class EndpointValidationApi
{
    public static void MapEndpointValidation(this IEndpointRouteBuilder api) =>
        api.MapPost("/endpoint-validation", Validate).NeedsInBody(Permission.ManageEndpoints);

    public static void AddEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<EndpointProber>();
        services.AddScoped<EndpointValidation>();
    }

    private static async Task<IResult> Validate(TriedEndpoint body, HttpContext context, EndpointValidation validation, CancellationToken cancellationToken)
    {
        var (result, problem) = await validation.TryAsync(body, cancellationToken);
        return result is null ? problem!.Answer(context) : Results.Json(Document(result));
    }

    private static JsonObject Document(ProbeResult result)
    {
        var document = new JsonObject { ["status"] = result.IsOk ? "OK" : "FAILED", ["success"] = result.IsOk, ["message"] = result.Message };
        if (result.Cause is { } cause)
        {
            document["cause"] = JsonNamingPolicy.SnakeCaseUpper.ConvertName(cause.ToString());
        }

        if (result.Certificate is { } certificate)
        {
            document["certificate"] = Document(certificate);
        }

        if (result.HostKey is { } hostKey)
        {
            document["hostKey"] = hostKey;
        }

        return document;
    }

    private static JsonObject Document(ServerCertificate certificate)
    {
        var document = EndpointCertificateApi.Document(certificate);
        document["hostNames"] = new JsonArray([.. certificate.HostNames.Select(name => JsonValue.Create(name))]);
        return document;
    }
}
