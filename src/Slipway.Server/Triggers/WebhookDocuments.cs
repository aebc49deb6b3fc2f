using System.Text.Json.Nodes;
using Slipway.Server.Api;
using Slipway.Triggers.Upkeep;

namespace Slipway.Server.Triggers;

/// <summary>What the API shows of a webhook beside what people have said of it.</summary>
internal static class WebhookDocuments
{
    /// <summary>How a webhook fares.</summary>
    public static JsonObject Of(WebhookHealth health) => new()
    {
        ["hookCheckedAt"] = health.HookCheckedAt?.Wire(),
        ["hookProblem"] = health.HookProblem,
        ["hookRepairs"] = health.HookRepairs,
        ["tagsSeenAt"] = health.TagsSeenAt?.Wire(),
        ["tagsProblem"] = health.TagsProblem,
        ["tokenExpiresAt"] = health.TokenExpiresAt?.Wire(),
        ["tokenProblem"] = health.TokenProblem,
    };
}
