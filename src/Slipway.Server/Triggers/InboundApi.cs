using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Slipway.Registries.Dialects;
using Slipway.Server.Api;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Intake;

namespace Slipway.Server.Triggers;

/// <summary>The door for registries: the URL that Code Stream's documentation prints, and the one that its API names.</summary>
internal static class InboundApi
{
    public static void MapInbound(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pipelines/api/docker-hub-webhooks", (HttpContext context, DeliveryIntake intake) => Receive(null, context, intake)).AllowAnonymous().DisableAntiforgery();
        foreach (var prefix in (string[])["/codestream/api", "/pipeline/api"])
        {
            routes.MapPost($"{prefix}/registry-webhook-listeners/{{id}}", (string id, HttpContext context, DeliveryIntake intake) =>
                Receive(Guid.TryParse(id, out var webhook) ? webhook : Guid.Empty, context, intake)).AllowAnonymous().DisableAntiforgery();
        }
    }

    // First the size, then who it is, then what it says: each is cheaper than the next.
    private static async Task<IResult> Receive(Guid? webhookId, HttpContext context, DeliveryIntake intake)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = Delivery.MaxBodyBytes;
        if (context.Request.ContentLength > Delivery.MaxBodyBytes)
        {
            return ApiError.Of(context, StatusCodes.Status413PayloadTooLarge, $"A delivery has at most {Delivery.MaxBodyBytes} bytes.");
        }

        var headers = MessageHeaders.Of(context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())));
        if (await intake.IdentifyAsync(webhookId, context.Request.Query["secureToken"], headers, context.Connection.RemoteIpAddress, context.RequestAborted) is not { } caller)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var message = new RegistryMessage(headers, body.GetBuffer().AsMemory(0, (int)body.Length));
        switch (caller.MustVerify ? await intake.VerifyAsync(caller.Webhook, message, context.RequestAborted) : SignatureVerdict.Valid)
        {
            case SignatureVerdict.Invalid:
                return Results.StatusCode(StatusCodes.Status401Unauthorized);
            case SignatureVerdict.Unavailable:
                context.Response.Headers.RetryAfter = "30";
                return ApiError.Of(context, StatusCodes.Status503ServiceUnavailable, "The signature cannot be checked at the moment. Send the delivery again.");
        }

        var source = context.Connection.RemoteIpAddress?.ToString() ?? "";
        return await intake.AcceptAsync(caller.Webhook, message, source, CancellationToken.None) switch
        {
            IntakeResult.Accepted accepted => Results.Json(new Answer(accepted.Delivery), statusCode: StatusCodes.Status202Accepted),
            IntakeResult.Rejected rejected => ApiError.BadRequest(context, rejected.Field is null ? rejected.Reason : $"{rejected.Field}: {rejected.Reason}"),
            var other => throw new InvalidOperationException($"Intake answered {other}."),
        };
    }

    private sealed record Answer(Guid Delivery);
}
