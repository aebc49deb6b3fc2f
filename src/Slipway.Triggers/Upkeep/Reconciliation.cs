using System.Collections.Immutable;
using Slipway.Projects.Endpoints;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Intake;
using Slipway.Triggers.Proof;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Upkeep;

/// <summary>Looks at a webhook's repository for pushes of which the registry never told, and takes them in.</summary>
public sealed class Reconciliation(
    IEndpointDirectory endpoints, Prover prover, IDeliveryStore deliveries, IWebhookHealthStore healths, DeliveryIntake intake, EventBook book, UpkeepOptions options, TimeProvider clock)
{
    private const int MostTags = 200;
    private const int LinesLookedAt = 50;

    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(5);

    /// <summary>The webhook's health afterwards.</summary>
    public async Task<WebhookHealth> LookAfterAsync(DockerWebhook webhook, WebhookHealth health, bool isDue, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!webhook.Reconcile || (!isDue && now < health.TagsNotBefore))
        {
            return health;
        }

        if (await endpoints.FindAsync(webhook.Project, webhook.Endpoint, cancellationToken) is not { } endpoint || prover.RegistryOf(endpoint) is not var (inspector, access))
        {
            return Told(health, now, $"Endpoint '{webhook.Endpoint}' is gone or names no registry that can be asked.", null);
        }

        switch (await inspector.ListAsync(access, webhook.Repository, MostTags, cancellationToken))
        {
            case TagListing.Refused refused:
                return Told(health, now, refused.Message, refused.RetryAfter);
            case TagListing.Listed { Tags: var tags, IsComplete: false } when tags.All(tag => tag.PushedAt is null):
                // As if nothing had been seen: what comes into view because another tag went may be years old.
                await LookAsync(webhook, tags, isFirst: true, now, cancellationToken);
                return Told(health, now, $"{webhook.Repository} has more than {MostTags} tags, and the registry does not say when they were pushed: a push that was not told of cannot be told from an old one, and is not looked for. Delete what nobody needs.", null) with { TagsSeenAt = null };
            case TagListing.Listed { Tags: var tags }:
                var isWaiting = await LookAsync(webhook, tags, isFirst: health.TagsSeenAt is null, now, cancellationToken);
                var told = Told(health, now, "", null) with { TagsSeenAt = now };
                return isWaiting ? told with { TagsNotBefore = now + options.Grace } : told;
            case var other:
                throw new InvalidOperationException($"The registry answered {other}.");
        }
    }

    /// <returns>Whether something was seen that may still be told of.</returns>
    private async Task<bool> LookAsync(DockerWebhook webhook, ImmutableArray<TagState> tags, bool isFirst, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await healths.TagsAsync(webhook.Id, cancellationToken);
        var oldest = known.Values.Min(seen => seen.PushedAt);
        var changed = new List<SeenTag>();
        var missed = new List<(TagState State, SeenTag Seen)>();
        foreach (var state in tags.Select(Kept))
        {
            var before = known.GetValueOrDefault(state.Tag.Value);
            var isSame = before is not null && before.Digest == (state.Digest?.Value ?? "") && before.PushedAt == state.PushedAt;

            // What is older than all that was in view before is in view because another tag went.
            var seen = isSame ? before! : new SeenTag(state.Tag.Value, state.Digest?.Value ?? "", state.PushedAt, now, IsSettled: isFirst || (before is null && state.PushedAt < oldest));
            if (!seen.IsSettled && await IsToldAsync(webhook, state, before, seen, cancellationToken))
            {
                seen = seen with { IsSettled = true };
            }

            if (!seen.IsSettled && now - (seen.PushedAt ?? seen.SeenAt) >= options.Grace)
            {
                missed.Add((state, seen));
            }
            else if (seen != before)
            {
                changed.Add(seen);
            }
        }

        var raised = missed.OrderByDescending(miss => miss.Seen.PushedAt ?? miss.Seen.SeenAt).Take(options.MostRaised).Reverse().ToList();
        foreach (var (state, _) in raised)
        {
            await intake.RaiseAsync(webhook, state, cancellationToken);
        }

        if (missed.Count > raised.Count)
        {
            await book.NoteAsync(
                webhook,
                EventOutcome.Warning,
                $"{missed.Count} tags were pushed without being told of. The newest {raised.Count} were taken in; the others are left alone, so that nothing old is deployed in a storm: {string.Join(", ", missed.Select(miss => miss.Seen.Tag).Except(raised.Select(miss => miss.Seen.Tag)).Take(20))}.",
                cancellationToken);
        }

        // Only what was raised is settled: a crash in between raises it again, and it is known again by its key.
        await healths.SaveTagsAsync(webhook.Id, [.. changed, .. missed.Select(miss => miss.Seen with { IsSettled = true })], cancellationToken);
        return changed.Any(seen => !seen.IsSettled);
    }

    // A line tells of what is at the registry when it says the same digest or the same moment, or, where it says neither, came after the tag was last seen elsewhere.
    private async Task<bool> IsToldAsync(DockerWebhook webhook, TagState state, SeenTag? before, SeenTag seen, CancellationToken cancellationToken)
    {
        var since = Since(before, seen);
        return (await deliveries.OfTagAsync(webhook.Id, state.Tag.Value, LinesLookedAt, cancellationToken))
            .Where(line => line.Outcome is not (EventOutcome.Failed or EventOutcome.Repaired or EventOutcome.Warning))
            .Any(line =>
                line.Digest.Length > 0 && seen.Digest.Length > 0 ? line.Digest == seen.Digest && line.ReceivedAt >= since
                : line.PushedAt is { } told && seen.PushedAt is { } pushed ? (told - pushed).Duration() <= SameMoment
                : line.ReceivedAt >= since);
    }

    // Whatever was told of a tag before it was last seen elsewhere, it was no telling of this: a tag may come back to where it stood.
    private DateTimeOffset Since(SeenTag? before, SeenTag seen) =>
        seen.PushedAt is { } pushed ? pushed - SameMoment
        : before is null ? DateTimeOffset.MinValue
        : before == seen ? seen.SeenAt - options.Grace
        : before.SeenAt;

    // As exactly as moments are kept, lest what was kept look changed.
    private static TagState Kept(TagState state) => state.PushedAt is { } at ? state with { PushedAt = at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMicrosecond)) } : state;

    private WebhookHealth Told(WebhookHealth health, DateTimeOffset now, string problem, TimeSpan? atLeast) =>
        health with { TagsProblem = problem, TagsNotBefore = Due.Next(now, options.TagInterval, atLeast) };
}
