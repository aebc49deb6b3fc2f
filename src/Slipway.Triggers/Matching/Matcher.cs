using System.Text.Json.Nodes;
using Slipway.Registries.Images;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Matching;

/// <summary>Decides whether a push starts a webhook's pipeline. Pure.</summary>
public static class Matcher
{
    /// <summary>Why this push starts nothing, in words for people; null when it does.</summary>
    public static string? Match(DockerWebhook webhook, ImagePushed push) =>
        !webhook.Enabled ? "The webhook is disabled."
        : push.Repository != webhook.Repository ? $"The push was to {push.Repository}; this webhook watches {webhook.Repository}."
        : !Filter.Matches(webhook.ImageNamePattern, push.Repository.ToString()) ? $"Image '{push.Repository}' does not match the image filter '{webhook.ImageNamePattern}'."
        : !Filter.Matches(webhook.TagPattern, push.Tag.Value) ? $"Tag '{push.Tag}' does not match the tag filter '{webhook.TagPattern}'."
        : null;

    /// <summary>The input values that a push gives: the webhook's own, and what is injected.</summary>
    public static JsonObject InputFor(DockerWebhook webhook, ImagePushed push)
    {
        var input = new JsonObject();
        foreach (var (name, value) in webhook.Input)
        {
            input[name] = value?.DeepClone();
        }

        foreach (var (name, value) in DockerInputs.Of(push))
        {
            input[name] = value;
        }

        return input;
    }
}
