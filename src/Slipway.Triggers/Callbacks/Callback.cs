using Slipway.Registries.Callbacks;
using Slipway.Triggers.Deciding;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Callbacks;

/// <summary>What a registry's call-back address is told of a push: Docker Hub's old chain of webhooks, of which its documentation says that it is no longer supported.</summary>
/// <param name="Webhook">Whose push it was, as project and name.</param>
/// <param name="Url">Where to: a stranger's word until it is checked.</param>
/// <param name="Message">What is told.</param>
public sealed record Callback(string Webhook, Uri Url, CallbackMessage Message)
{
    /// <summary>What a push's call-back address is told; null when nobody is to be told.</summary>
    internal static Callback? Of(DockerWebhook webhook, Plan plan, RegistryEvent line, Uri server) =>
        webhook.CallsBack && plan is { Push.Callback: { } url, Delivery.Origin: DeliveryOrigin.Delivered } && line.Outcome is not EventOutcome.Duplicate
            ? new Callback($"{webhook.Project}/{webhook.Name}", url, new(StateOf(line.Outcome), Described(line), new Uri(server, line.Execution is { } execution ? $"/executions/{execution}" : "/triggers/docker/activity")))
            : null;

    private static string StateOf(EventOutcome outcome) => outcome switch
    {
        EventOutcome.Rejected => "failure",
        EventOutcome.Failed => "error",
        _ => "success",
    };

    // What is said of the tokens, the pipelines and the server is for those who look at the activity.
    private static string Described(RegistryEvent line) => line.Outcome switch
    {
        EventOutcome.Started => $"{line.Pipeline}#{line.ExecutionIndex} started",
        EventOutcome.Ignored => "No filter matches",
        EventOutcome.Superseded => "A newer push took its place",
        _ => "Not started",
    };
}
