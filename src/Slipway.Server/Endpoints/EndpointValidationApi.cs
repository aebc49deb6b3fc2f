using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Endpoint = Slipway.Projects.Endpoints.Endpoint;

namespace Slipway.Server.Endpoints;

/// <summary>
/// <c>/endpoint-validation</c> (Code Stream API, EndpointSpec and <c>id</c>): really connects and says what failed. Code Stream answers with a
/// <c>TileExecutorResponse</c>, whose shape is not public; ours is <c>{status: OK|FAILED, success, cause, message, certificate}</c>, where
/// <c>cause</c> and <c>certificate</c> are there only when there is one.
/// </summary>
internal static class EndpointValidationApi
{
    public static void MapEndpointValidation(this IEndpointRouteBuilder api) =>
        api.MapPost("/endpoint-validation", Validate).NeedsInBody(Permission.ManageEndpoints);

    public static void AddEndpoints(this IServiceCollection services) => services.AddSingleton<EndpointProber>();

    private static async Task<IResult> Validate(
        Body body, HttpContext context, IEndpointStore store, IProjectStore projects, IEnumerable<EndpointType> types, EndpointProber prober, ApiAccess access, CancellationToken cancellationToken)
    {
        var stored = body.Id is { } id ? await store.FindAsync(id, cancellationToken) : null;
        var project = await projects.FindAsync(body.Project ?? stored?.Project ?? "", cancellationToken);
        if (access.Refusal(Permission.ManageEndpoints, project?.Name, Problem.BadRequest($"project: there is no project '{body.Project}'.")) is { } refusal)
        {
            return refusal.Answer(context);
        }

        if (body.Id is not null && stored?.Project != project!.Name)
        {
            return ApiError.NotFound(context, $"Project '{project!.Name}' has no endpoint of that id.");
        }

        // What is stored may be sent along, and so this is a use of it.
        if (stored is not null && EndpointKind.RestrictedRefusal(access, stored) is { } restricted)
        {
            return restricted.Answer(context);
        }

        if (types.FirstOrDefault(known => known.Name == (body.Type ?? stored?.Type)) is not { } type)
        {
            return ApiError.BadRequest(context, $"type: there is no endpoint type '{body.Type}'. There are: {string.Join(", ", types.Select(known => known.Name))}.");
        }

        var completed = type.Complete(body.Properties ?? [], stored?.Type == type.Name ? stored.Properties : null);
        var result = completed.Problem is { } problem
            ? new ProbeResult(ProbeCause.Properties, problem)
            : await prober.ProbeAsync(
                new Endpoint { Id = stored?.Id ?? Guid.Empty, Project = project!.Name, Name = body.Name ?? stored?.Name ?? "", Type = type.Name, Properties = completed.Properties },
                cancellationToken);
        return Results.Json(Document(result));
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

        return document;
    }

    private static JsonObject Document(ServerCertificate certificate)
    {
        var document = EndpointCertificateApi.Document(certificate);
        document["hostNames"] = new JsonArray([.. certificate.HostNames.Select(name => JsonValue.Create(name))]);
        return document;
    }

    private sealed record Body(Guid? Id, string? Project, string? Name, string? Type, Dictionary<string, JsonNode?>? Properties)
    {
        /// <summary>Never the properties.</summary>
        public override string ToString() => $"{Project}/{Name} ({Type})";
    }
}
