using Slipway.Server.Shell.Status;
using Slipway.Triggers.Upkeep;

namespace Slipway.Server.Triggers.Pages;

/// <summary>Something that a person should see to before, or because, pushes start nothing.</summary>
/// <param name="Title">What is concerned.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="Tone"><see cref="Tone.Bad"/> when it does not work, <see cref="Tone.Waiting"/> when it soon will not.</param>
internal sealed record WebhookWarning(string Title, string Message, Tone Tone)
{
    /// <summary>What a webhook's card warns of, the worst first.</summary>
    public static IReadOnlyList<WebhookWarning> Of(WebhookHealth health, DateTimeOffset now) =>
    [
        .. new WebhookWarning[]
        {
            new("API token", health.TokenProblem, health.TokenExpiresAt > now ? Tone.Waiting : Tone.Bad),
            new("The registry's hook", health.HookProblem, Tone.Bad),
            new("The repository's tags", health.TagsProblem, Tone.Waiting),
        }.Where(warning => warning.Message.Length > 0).OrderByDescending(warning => warning.Tone is Tone.Bad),
    ];
}
