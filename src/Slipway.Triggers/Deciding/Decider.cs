using System.Collections.Immutable;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Intake;
using Slipway.Triggers.Matching;
using Slipway.Triggers.Proof;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Deciding;

/// <summary>
/// Decides what becomes of deliveries, in their order: read, match, once, latest, proof, and in whose name. Nothing is done here but asking;
/// asked again, it comes to the same.
/// </summary>
public sealed class Decider(DialectBook dialects, IDeliveryStore deliveries, Prover prover, TokenCheck tokens, IPipelineCatalog pipelines)
{
    private const int AskedAtOnce = 4;

    /// <summary>What becomes of the deliveries, as far as that can be said now.</summary>
    internal async Task<Decision> DecideAsync(DockerWebhook webhook, IReadOnlyList<Delivery> batch, CancellationToken cancellationToken)
    {
        var plans = batch.SelectMany(delivery => Read(webhook, delivery)).ToImmutableArray();
        plans = await OnceAsync(webhook, plans, cancellationToken);
        var newest = await NewestAsync(webhook, plans, cancellationToken);
        if (!plans.Any(plan => plan.IsOpen))
        {
            return new Decision(plans, batch, newest, null, null);
        }

        if (await pipelines.FindAsync(webhook.Project, webhook.Pipeline, cancellationToken) is not { } pipeline)
        {
            return new Decision(Fail(plans, $"Project '{webhook.Project}' has no pipeline '{webhook.Pipeline}' any more. Choose another one in the webhook."), batch, newest, null, null);
        }

        var runner = await tokens.RunAsync(webhook.ApiToken, webhook.Project, webhook.Owner, isUsed: true, cancellationToken);
        if (runner is Runner.Nobody nobody)
        {
            return new Decision(Fail(plans, nobody.Message), batch, newest, null, null);
        }

        var (proven, later) = await ProveAsync(webhook, plans, newest, ((Runner.Person)runner).Name, cancellationToken);
        var decided = later is { Delivery: var first } ? [.. batch.TakeWhile(delivery => delivery.Id != first)] : batch;
        var ids = decided.Select(delivery => delivery.Id).ToHashSet();
        plans = [.. proven.Where(plan => ids.Contains(plan.Delivery.Id))];
        return new Decision(webhook.LatestWins ? LatestWins.Apply(plans, newest) : plans, decided, newest, pipeline.Id, later?.After);
    }

    private IEnumerable<Plan> Read(DockerWebhook webhook, Delivery delivery)
    {
        switch (dialects.Read(webhook, delivery))
        {
            case DialectResult.Pushed pushed:
                return pushed.Pushes.Select((push, place) => Match(webhook, delivery, place, push, pushed.Repair));
            case DialectResult.Malformed malformed:
                return [new Plan(delivery, null, webhook.EventOf(delivery, EventOutcome.Rejected, malformed.Field is { } field ? $"{field}: {malformed.Reason}" : malformed.Reason))];
            case DialectResult.Nothing nothing:
                return [new Plan(delivery, null, webhook.EventOf(delivery, EventOutcome.Ignored, nothing.Reason))];
            case var other:
                throw new InvalidOperationException($"A dialect answered {other}.");
        }
    }

    private static Plan Match(DockerWebhook webhook, Delivery delivery, int place, ImagePushed push, string? repair)
    {
        var line = webhook.EventOf(delivery, place, push, EventOutcome.Started, repair is null ? "" : $"The body was repaired: {repair}");
        return Matcher.Match(webhook, push) is { } no ? new Plan(delivery, push, line).Ends(EventOutcome.Ignored, no) : new Plan(delivery, push, line) { IsOpen = true };
    }

    private async Task<ImmutableArray<Plan>> OnceAsync(DockerWebhook webhook, ImmutableArray<Plan> plans, CancellationToken cancellationToken)
    {
        var keys = plans.Where(plan => plan.IsOpen).Select(plan => plan.Line.PushKey).ToHashSet();
        if (keys.Count == 0)
        {
            return plans;
        }

        var known = (await deliveries.ActedOnAsync(webhook.Id, keys, cancellationToken)).GroupBy(Push).ToDictionary(same => same.Key, same => same.First());
        var result = ImmutableArray.CreateBuilder<Plan>(plans.Length);
        foreach (var plan in plans)
        {
            var isKnown = known.TryGetValue(Push(plan.Line), out var first);
            result.Add(plan.IsOpen && isKnown ? plan.Duplicate(first!) : plan);
            if (plan.IsOpen && !isKnown)
            {
                known.Add(Push(plan.Line), plan.Line with { Execution = EventFactory.ExecutionOf(plan.Line) });
            }
        }

        return result.ToImmutable();

        static (string, string, string) Push(RegistryEvent line) => (line.Image, line.Tag, line.PushKey);
    }

    private async Task<IReadOnlyDictionary<string, RegistryEvent>> NewestAsync(DockerWebhook webhook, ImmutableArray<Plan> plans, CancellationToken cancellationToken)
    {
        var tags = plans.Where(plan => plan.IsOpen).Select(plan => plan.Line.Tag).ToHashSet();
        return tags.Count == 0
            ? ImmutableDictionary<string, RegistryEvent>.Empty
            : (await deliveries.NewestActedOnAsync(webhook.Id, tags, cancellationToken)).ToDictionary(line => line.Tag);
    }

    private async Task<(ImmutableArray<Plan> Plans, (Guid Delivery, TimeSpan After)? Later)> ProveAsync(
        DockerWebhook webhook, ImmutableArray<Plan> plans, IReadOnlyDictionary<string, RegistryEvent> newest, string runner, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(AskedAtOnce);
        var results = await Task.WhenAll(plans.Select(async plan =>
        {
            if (!plan.IsOpen)
            {
                return null;
            }

            await places.WaitAsync(cancellationToken);
            try
            {
                return await prover.ProveAsync(webhook, plan.Push!, plan.Delivery.ReceivedAt, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }));

        var proven = plans.Select((plan, place) => results[place] switch
        {
            null or ProofResult.Later => plan,
            ProofResult.Go go => Go(webhook, plan, go, newest, runner),
            ProofResult.Denied denied => plan.Ends(EventOutcome.Rejected, $"tag: {denied.Message}"),
            ProofResult.Unproven unproven => plan.Ends(EventOutcome.Failed, unproven.Message),
            var other => throw new InvalidOperationException($"The proof came to {other}."),
        }).ToImmutableArray();
        var first = Array.FindIndex(results, result => result is ProofResult.Later);
        return (proven, first < 0 ? null : (plans[first].Delivery.Id, ((ProofResult.Later)results[first]!).After));
    }

    private static Plan Go(DockerWebhook webhook, Plan plan, ProofResult.Go go, IReadOnlyDictionary<string, RegistryEvent> newest, string runner)
    {
        var push = plan.Push! with { Digest = go.Digest ?? plan.Push!.Digest };
        var line = plan.Line with { Digest = push.Digest?.Value ?? "", Message = Joined(plan.Line.Message, go.Note) };
        if (newest.TryGetValue(line.Tag, out var acted) && Once.IsSeen(line, acted))
        {
            return (plan with { Line = line }).Duplicate(acted);
        }

        var request = new AdmissionRequest(
            EventFactory.ExecutionOf(line), Matcher.InputFor(webhook, push).ToJsonString(), runner, $"Docker webhook '{webhook.Name}': {push.Repository}:{push.Tag}");
        return plan with { Push = push, Line = line with { Execution = request.Id }, Request = request, IsOpen = false };
    }

    private static ImmutableArray<Plan> Fail(ImmutableArray<Plan> plans, string message) => [.. plans.Select(plan => plan.IsOpen ? plan.Ends(EventOutcome.Failed, message) : plan)];

    private static string Joined(params string[] sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
}

/// <summary>What becomes of deliveries.</summary>
/// <param name="Plans">Of each push what is to be done and told.</param>
/// <param name="Decided">The deliveries that this is all of.</param>
/// <param name="Newest">Of each tag, the newest push that was acted on before.</param>
/// <param name="Pipeline">The pipeline that admits; null when nothing is to be admitted.</param>
/// <param name="AskAgainAfter">How long the others must wait, in their order; null when there are none.</param>
internal sealed record Decision(ImmutableArray<Plan> Plans, IReadOnlyList<Delivery> Decided, IReadOnlyDictionary<string, RegistryEvent> Newest, Guid? Pipeline, TimeSpan? AskAgainAfter);
