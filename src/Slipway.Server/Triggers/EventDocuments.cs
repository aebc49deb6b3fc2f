using System.Text;
using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Server.Api;
using Slipway.Server.Executions;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers;

/// <summary>What the API shows of events and deliveries (Code Stream API, <c>DockerRegistryEvent</c>; outcome, origin, digest and the delivery are ours).</summary>
internal static class EventDocuments
{
    public static JsonObject Of(RegistryEvent line) => new()
    {
        ["_link"] = Link(line.Id),
        ["id"] = line.Id.ToString(),
        ["name"] = line.WebhookName,
        ["project"] = line.Project,
        ["pipeline"] = line.Pipeline,
        ["owner"] = line.Owner,
        ["repo"] = line.Image[(line.Image.LastIndexOf('/') + 1)..],
        ["repoNamespace"] = line.Image.Contains('/', StringComparison.Ordinal) ? line.Image[..line.Image.LastIndexOf('/')] : "",
        ["imageName"] = line.Image,
        ["tag"] = line.Tag,
        ["digest"] = line.Digest,
        ["pushedAt"] = line.PushedAt?.Wire(),
        ["outcome"] = line.Outcome.Wire(),
        ["origin"] = line.Origin.Wire(),
        ["message"] = line.Message,
        ["executionStatus"] = line.ExecutionStatus?.Wire() ?? (line.Outcome is EventOutcome.Failed ? "FAILED" : null),
        ["executionIndex"] = line.ExecutionIndex,
        ["executionLink"] = line.Execution is { } execution ? ExecutionDocument.LinkOf(execution) : null,
        ["firstEventLink"] = line.First is { } first ? Link(first) : null,
        ["deliveryId"] = line.Delivery == Guid.Empty ? null : line.Delivery.ToString(),
        ["webhookLink"] = $"/codestream/api/registry-webhooks/{line.Webhook}",
        ["timeStampInMicros"] = line.ReceivedAt.Micros(),
        ["createdAt"] = line.ReceivedAt.Wire(),
    };

    /// <summary>A delivery as it came, its bytes as text; what is no UTF-8 is given in Base64 as well.</summary>
    public static JsonObject Of(Delivery delivery)
    {
        var text = Encoding.UTF8.GetString(delivery.Body.Span);
        return new JsonObject
        {
            ["id"] = delivery.Id.ToString(),
            ["origin"] = delivery.Origin.Wire(),
            ["replayOf"] = delivery.ReplayOf?.ToString(),
            ["source"] = delivery.Source,
            ["receivedAt"] = delivery.ReceivedAt.Wire(),
            ["headers"] = new JsonObject(delivery.Headers.All.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
            ["body"] = text,
            ["bodyBase64"] = text.Contains('\uFFFD', StringComparison.Ordinal) ? Convert.ToBase64String(delivery.Body.Span) : null,
        };
    }

    private static string Link(Guid id) => $"/codestream/api/registry-events/{id}";
}
