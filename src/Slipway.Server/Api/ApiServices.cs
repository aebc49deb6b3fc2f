using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Grains;
using Slipway.Execution.Store;
using Slipway.Server.Access;
using Slipway.Server.Pipelines;
using Slipway.Storage.Journal;

namespace Slipway.Server.Api;

/// <summary>What all of the API has in common.</summary>
internal static partial class ApiServices
{
    private const string RetryAfterSeconds = "5";

    // On-premises clients use the first, cloud clients the second, and some use both on one server.
    private static readonly string[] Prefixes = ["/codestream/api", "/pipeline/api"];

    public static void AddApi(this IServiceCollection services)
    {
        services.AddExceptionHandler<ErrorAnswers>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAnswers>();
        services.AddSingleton<PipelineInspection>();

        // Otherwise a body that cannot be read is answered with a bare 400, and ErrorAnswers never hears of it.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.ReadCommentHandling = JsonCommentHandling.Disallow;
            json.SerializerOptions.MaxDepth = 600;
        });
    }

    public static void UseApiErrors(this WebApplication server) => server.UseExceptionHandler(_ => { });

    public static void MapCodeStream(this IEndpointRouteBuilder routes, Action<RouteGroupBuilder> map)
    {
        foreach (var prefix in Prefixes)
        {
            map(routes.MapApiGroup(prefix));
        }
    }

    /// <summary>Turns what was thrown into an answer: the caller's fault is told, ours is logged.</summary>
    private sealed partial class ErrorAnswers(IStoreOutage outage, ILogger<ErrorAnswers> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            await Answer(httpContext, exception).ExecuteAsync(httpContext);
            return true;
        }

        private IResult Answer(HttpContext context, Exception exception)
        {
            switch (exception)
            {
                case BadHttpRequestException bad:
                    return ApiError.Of(context, bad.StatusCode, bad.InnerException is JsonException json ? $"The body is not the JSON that was expected: {Said(json)}" : bad.Message);
                case JournalUnavailableException { IsInDoubt: true }:
                    return TryAgain(context, "The database was lost while it took this. Look whether it was done before you try again.");
                case JournalUnavailableException:
                    return TryAgain(context, "The database does not take writes at the moment. Nothing was done; try again.");
                case LostCommitException:
                    return TryAgain(context, "The execution was changed by somebody else at this moment. Nothing was done; try again.");
                case var away when outage.Explains(away):
                    LogDatabaseAway(context.Request.Method, context.Request.Path, exception.Message);
                    return TryAgain(context, "The database does not answer at the moment; try again.");
                default:
                    LogUnexpected(context.Request.Method, context.Request.Path, exception);
                    return ApiError.Of(context, StatusCodes.Status500InternalServerError, "This is a defect of the server; its log tells more.");
            }
        }

        private static IResult TryAgain(HttpContext context, string message)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return ApiError.Of(context, StatusCodes.Status503ServiceUnavailable, message);
        }

        // What a value should have been is told by a type of ours, which tells the caller nothing.
        private static string Said(JsonException json) => json.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? $"{(json.Path is null or "$" ? "the whole" : json.Path)} is of another type than is needed there."
            : json.Message;

        [LoggerMessage(1001, LogLevel.Error, "{Method} {Path} ended with an unexpected error.")]
        private partial void LogUnexpected(string method, string path, Exception exception);

        [LoggerMessage(1002, LogLevel.Error, "{Method} {Path} could not be answered: {Reason}")]
        private partial void LogDatabaseAway(string method, string path, string reason);
    }
}
