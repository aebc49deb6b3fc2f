using Microsoft.AspNetCore.Http;
using Orleans;
using Slipway.Projects.Access;
using Slipway.Registries.Images;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Triggers.Deciding;
using Slipway.Triggers.Events;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary>What people do to webhooks on the pages of the console. Each act asks anew whether they may: a page stays open for long.</summary>
internal sealed class WebhookSteering(
    PageAccess access,
    IWebhookStore webhooks,
    WebhookRegistration registration,
    HookGuide guide,
    Rehearsal rehearsal,
    IGrainFactory grains,
    IEventQueries events,
    Replays replays)
{
    /// <summary>Switches a webhook on or off.</summary>
    /// <param name="shown">As the page shows it: what somebody else has changed since is not overwritten.</param>
    /// <param name="isEnabled">Whether pushes are to start its pipeline.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> SwitchAsync(DockerWebhook shown, bool isEnabled, CancellationToken cancellationToken)
    {
        var (webhook, problem) = await FindAsync(shown.Id, cancellationToken);
        return webhook is null ? problem : Told(await registration.UpdateAsync(webhook, webhook.ToSpec() with { Enabled = isEnabled }, shown.Revision.Version, cancellationToken));
    }

    /// <summary>Removes a webhook here and at the registry.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var (webhook, problem) = await FindAsync(id, cancellationToken);
        return webhook is null ? problem : Told(await registration.DeleteAsync(webhook, cancellationToken));
    }

    /// <summary>Looks after a webhook now; done when it returns.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> LookAfterAsync(Guid id, CancellationToken cancellationToken)
    {
        var (webhook, problem) = await FindAsync(id, cancellationToken);
        if (webhook is not null)
        {
            await grains.GetGrain<IWebhookUpkeepGrain>(id).LookAfterNow();
        }

        return problem;
    }

    /// <summary>What would come of a push, or why that cannot be told. Runs nothing.</summary>
    /// <param name="id">The webhook's.</param>
    /// <param name="image">What would be pushed, such as <c>acme/web:1.4.2</c>.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<(Rehearsed? Rehearsed, Problem? Problem)> RehearseAsync(Guid id, string image, CancellationToken cancellationToken)
    {
        var (webhook, problem) = await FindAsync(id, cancellationToken);
        return webhook is null ? (null, problem)
            : ImageReference.TryParse(image.Trim(), out var reference, out var wrong) ? (await rehearsal.RunAsync(webhook, reference, cancellationToken), null)
            : (null, Problem.BadRequest(wrong));
    }

    /// <summary>What to tell the registry, which holds the secure token; null for those who may not change the webhook.</summary>
    public async Task<GuidedHook?> HookAsync(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is ({ } webhook, _) ? await guide.OfAsync(webhook, cancellationToken) : null;

    /// <summary>Has the deliveries of these events decided anew, the oldest first, each once.</summary>
    /// <returns>Why some were not; empty when all were.</returns>
    public async Task<IReadOnlyList<Problem>> ReplayAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var caller = await access.CallerAsync(cancellationToken);
        var lines = new List<RegistryEvent>();
        foreach (var id in ids.Distinct())
        {
            if (await events.FindAsync(id, cancellationToken) is not { } line || caller?.Sees(line.Project) is not true)
            {
                return [Problem.NotFound($"There is no event {id}.")];
            }

            if (!caller.May(Permission.ManageTriggers, line.Project))
            {
                return [Refused(line.Project)];
            }

            lines.Add(line);
        }

        var problems = new List<Problem>();
        foreach (var line in lines.OrderBy(line => line.ReceivedAt).DistinctBy(line => line.Delivery))
        {
            if (await replays.RunAsync(line, cancellationToken) is (_, { } problem))
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    private async Task<(DockerWebhook? Webhook, Problem? Problem)> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var caller = await access.CallerAsync(cancellationToken);
        return await webhooks.FindAsync(id, cancellationToken) is not { } webhook || caller?.Sees(webhook.Project) is not true ? (null, Gone)
            : caller.May(Permission.ManageTriggers, webhook.Project) ? (webhook, null)
            : (null, Refused(webhook.Project));
    }

    private static Problem Gone => Problem.NotFound("There is no such webhook any more.");

    private static Problem Refused(string project) =>
        new(StatusCodes.Status403Forbidden, $"This needs the role '{AccessTable.LeastRole(Permission.ManageTriggers)!.Value.ToString().ToLowerInvariant()}' in project '{project}'.");

    private static Problem? Told(WebhookResult result) => result switch
    {
        WebhookResult.Done => null,
        WebhookResult.Invalid invalid => Problem.BadRequest(invalid.Message),
        WebhookResult.NameTaken taken => Problem.Conflict(taken.Message),
        WebhookResult.RegistryRefused refused => new Problem(StatusCodes.Status502BadGateway, refused.Message),
        WebhookResult.Outdated(var current) => Problem.Conflict($"{current.Revision.UpdatedBy} has changed the webhook meanwhile. Look at it again, then decide."),
        _ => Gone,
    };
}
