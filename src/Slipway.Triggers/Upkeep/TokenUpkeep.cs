using Slipway.Projects.Notices;
using Slipway.Triggers.Events;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Upkeep;

/// <summary>Warns before a webhook's API token stops working: 30 days, 7 days and 1 day before, and when it has.</summary>
public sealed class TokenUpkeep(TokenCheck tokens, EventBook book, INotifier notifier, TimeProvider clock)
{
    private static readonly int[] ToldDays = [30, 7, 1];

    /// <summary>The webhook's health afterwards.</summary>
    public async Task<WebhookHealth> LookAfterAsync(DockerWebhook webhook, WebhookHealth health, CancellationToken cancellationToken)
    {
        switch (await tokens.RunAsync(webhook.ApiToken, webhook.Project, webhook.Owner, isUsed: false, cancellationToken))
        {
            case Runner.Nobody nobody:
                return await ToldAsync(webhook, health with { TokenExpiresAt = null }, nobody.Message, days: 0, recipient: null, cancellationToken);
            case Runner.Person { Token: { } token }:
                var left = token.ExpiresAt - clock.GetUtcNow();
                var days = ToldDays.Where(days => left <= TimeSpan.FromDays(days)).Select(days => (int?)days).LastOrDefault();
                var message = days is null ? "" : $"The API token '{token.Name}' of {token.Owner} expires on {token.ExpiresAt:yyyy-MM-dd}; from then on no push starts anything. Generate a new one and put it in its place.";
                return await ToldAsync(webhook, health with { TokenExpiresAt = token.ExpiresAt }, message, days, token.OwnerEmail, cancellationToken);
            default:
                return health with { TokenExpiresAt = null, TokenProblem = "", TokenToldDays = null };
        }
    }

    private async Task<WebhookHealth> ToldAsync(DockerWebhook webhook, WebhookHealth health, string message, int? days, string? recipient, CancellationToken cancellationToken)
    {
        var after = health with { TokenProblem = message, TokenToldDays = days };
        if (days is null || days >= (health.TokenToldDays ?? int.MaxValue))
        {
            return after;
        }

        var unsent = recipient is null ? null : await notifier.NotifyAsync(webhook.Project, recipient, $"Slipway: webhook '{webhook.Name}' of project '{webhook.Project}' will stop working", message, cancellationToken);
        await book.NoteAsync(webhook, EventOutcome.Warning, unsent is null ? message : $"{message} {recipient} could not be told by e-mail: {unsent}", cancellationToken);
        return after;
    }
}
