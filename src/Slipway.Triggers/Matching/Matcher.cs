using System.Text.Json.Nodes;
using Slipway.Registries.Images;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Matching;

/// <summary>What a webhook makes of a push.</summary>
public abstract record MatchResult
{
    private MatchResult()
    {
    }

    /// <summary>The pipeline is to be started with these inputs.</summary>
    public sealed record Start(JsonObject Input) : MatchResult;

    /// <summary>Nothing is to be started.</summary>
    /// <param name="Reason">Why, in words for people.</param>
    public sealed record Ignore(string Reason) : MatchResult;
}

/// <summary>Decides whether a push starts a webhook's pipeline. Pure.</summary>
public static class Matcher
{
    /// <summary>What this webhook makes of this push.</summary>
    public static MatchResult Match(DockerWebhook webhook, ImagePushed push)
    {
        if (!webhook.Enabled)
        {
            return new MatchResult.Ignore("The webhook is disabled.");
        }

        if (push.Repository != webhook.Repository)
        {
            return new MatchResult.Ignore($"The push was to {push.Repository}; this webhook watches {webhook.Repository}.");
        }

        if (!Filter.Matches(webhook.ImageNamePattern, push.Repository.ToString()))
        {
            return new MatchResult.Ignore($"Image '{push.Repository}' does not match the image filter '{webhook.ImageNamePattern}'.");
        }

        return Filter.Matches(webhook.TagPattern, push.Tag.Value)
            ? new MatchResult.Start(InputFor(webhook, push))
            : new MatchResult.Ignore($"Tag '{push.Tag}' does not match the tag filter '{webhook.TagPattern}'.");
    }

    private static JsonObject InputFor(DockerWebhook webhook, ImagePushed push)
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
