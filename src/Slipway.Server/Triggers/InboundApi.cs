using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Registries.Dialects;
using Slipway.Server.Api;
using Slipway.Server.Audit;
using Slipway.Server.Triggers.Door;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Intake;

namespace Slipway.Server.Triggers;

/// <summary>The door for registries: all URLs that Code Stream's documentation, its API and its examples name, misspelled ones included.</summary>
internal static class InboundApi
{
    private const string RetryAfterSeconds = "1";

    public static void MapInbound(this IEndpointRouteBuilder routes)
    {
        routes.MapDoor("/pipelines/api/docker-hub-webhooks");
        foreach (var prefix in (string[])["/codestream/api", "/pipeline/api"])
        {
            routes.MapDoor($"{prefix}/registry-webhook-listeners/{{id}}");
            routes.MapDoor($"{prefix}/registry-webhook-listners/{{id}}");

            // What else is done to it, is done to the webhook, and by people.
            routes.MapDeliveries($"{prefix}/registry-webhooks/{{id}}");
        }
    }

    private static void MapDoor(this IEndpointRouteBuilder routes, string pattern)
    {
        routes.MapDeliveries(pattern);
        routes.Map(pattern, routes.Through(context =>
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        })).Opens();
    }

    private static void MapDeliveries(this IEndpointRouteBuilder routes, string pattern)
    {
        var (intake, lobby, clock) = (routes.Get<DeliveryIntake>(), routes.Get<Lobby>(), routes.Get<TimeProvider>());
        routes.MapPost(pattern, routes.Through(async context => await (await ReceiveAsync(context, intake, lobby, clock)).ExecuteAsync(context))).Opens();
    }

    // Who calls too often is turned away before anything is looked up.
    private static RequestDelegate Through(this IEndpointRouteBuilder routes, RequestDelegate inside)
    {
        var turnstile = routes.Get<Turnstile>();
        return context => turnstile.PassAsync(context, inside);
    }

    // Registries have no account here: what asks for people's accounts is passed by.
    private static void Opens(this IEndpointConventionBuilder route) => route.AllowAnonymous().DisableAntiforgery().ShortCircuit();

    private static T Get<T>(this IEndpointRouteBuilder routes)
        where T : notnull => routes.ServiceProvider.GetRequiredService<T>();

    // First the size, then who it is, then what it says: each is cheaper than the next.
    private static async Task<IResult> ReceiveAsync(HttpContext context, DeliveryIntake intake, Lobby lobby, TimeProvider clock)
    {
        if (DeliveryBody.IsAnnouncedTooLarge(context.Request))
        {
            return TooLarge(context);
        }

        var headers = MessageHeaders.Of(context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())));
        var caller = await intake.IdentifyAsync(NamedWebhook(context), CallerToken.Of(context.Request), headers, context.Connection.RemoteIpAddress, context.RequestAborted);

        // What bears a signature is read before it is known who sent it, and so it is for a webhook that there is not: nothing tells them apart.
        if (caller is null && !intake.BearsSignature(headers))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        using var place = lobby.Enter(context.Source());
        return place is null ? TryAgain(context) : await DeliveryBody.ReadAsync(context.Request, place, clock, context.RequestAborted) switch
        {
            BodyResult.Whole(var body) => await AcceptAsync(caller, new RegistryMessage(headers, body), context, intake),
            BodyResult.TooLarge => TooLarge(context),
            BodyResult.TooSlow => Hurry(context),
            BodyResult.NoRoom => TryAgain(context),
            _ => ApiError.BadRequest(context, "The body did not come as HTTP says it should."),
        };
    }

    private static async Task<IResult> AcceptAsync(Caller? caller, RegistryMessage message, HttpContext context, DeliveryIntake intake)
    {
        switch (caller is null ? SignatureVerdict.Invalid : caller.MustVerify ? await intake.VerifyAsync(caller.Webhook, message, context.RequestAborted) : SignatureVerdict.Valid)
        {
            case SignatureVerdict.Invalid:
                return Results.StatusCode(StatusCodes.Status401Unauthorized);
            case SignatureVerdict.Unavailable:
                return TryAgain(context);
        }

        return await intake.AcceptAsync(caller!.Webhook, message, context.RemoteAddress() ?? "", CancellationToken.None) switch
        {
            IntakeResult.Accepted accepted => Results.Text($$"""{"delivery":"{{accepted.Delivery}}"}""", MediaTypeNames.Application.Json, Encoding.UTF8, StatusCodes.Status202Accepted),
            IntakeResult.Rejected rejected => ApiError.BadRequest(context, rejected.Field is null ? rejected.Reason : $"{rejected.Field}: {rejected.Reason}"),
            var other => throw new InvalidOperationException($"Intake answered {other}."),
        };
    }

    // An id that is none names a webhook that there is not, and is answered as such.
    private static Guid? NamedWebhook(HttpContext context) =>
        context.GetRouteValue("id") is not string id ? null : Guid.TryParse(id, out var webhook) ? webhook : Guid.Empty;

    private static IResult TooLarge(HttpContext context) =>
        ApiError.Of(context, StatusCodes.Status413PayloadTooLarge, $"A delivery has at most {Delivery.MaxBodyBytes} bytes.");

    private static IResult Hurry(HttpContext context)
    {
        // Otherwise the connection would be kept for the rest of what does not come.
        context.Response.Headers.Connection = "close";
        return ApiError.Of(context, StatusCodes.Status408RequestTimeout, $"A delivery comes within {DeliveryBody.Longest.TotalSeconds} seconds.");
    }

    private static IResult TryAgain(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return ApiError.Of(context, StatusCodes.Status503ServiceUnavailable, "Too many deliveries come at once. Nothing was done; try again.");
    }
}
