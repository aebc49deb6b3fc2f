using Shouldly;
using Slipway.Execution;
using Slipway.Registries.Images;
using Slipway.Triggers.Deciding;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Matching;
using Xunit;

namespace Slipway.Triggers.Tests.Deciding;

/// <summary>What is one push, and what are two.</summary>
public sealed class OnceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Blue = $"sha256:{new string('b', 64)}";
    private static readonly string Green = $"sha256:{new string('c', 64)}";

    [Fact]
    public void A_push_has_the_same_key_in_every_delivery_that_tells_of_it_and_another_push_has_another()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        Key(Push(at: Noon), first).ShouldBe(Key(Push(at: Noon), second));
        Key(Push(at: Noon), first).ShouldNotBe(Key(Push(at: Noon.AddSeconds(1)), first), "the tag was pushed again");
        Key(Push(at: Noon, eventId: "7"), first).ShouldBe(Key(Push(at: Noon.AddSeconds(1), eventId: "7"), second), "the registry's own identity is the best there is");
        Key(Push(digest: Blue), first).ShouldBe(Key(Push(digest: Blue), second));
        Key(Push(digest: Blue), first).ShouldNotBe(Key(Push(digest: Green), second));
        Key(Push(), first).ShouldNotBe(Key(Push(), second), "a registry that says nothing but the tag leaves only the delivery");
    }

    [Theory]
    [InlineData(DeliveryOrigin.Delivered, 0, "b", DeliveryOrigin.Reconciled, 30, "b", true, "was found by looking, then told of late")]
    [InlineData(DeliveryOrigin.Reconciled, 0, "b", DeliveryOrigin.Delivered, 0, "b", true, "was told of, then found")]
    [InlineData(DeliveryOrigin.Delivered, 0, "c", DeliveryOrigin.Reconciled, 30, "b", false, "is another image")]
    [InlineData(DeliveryOrigin.Delivered, 90, "b", DeliveryOrigin.Reconciled, 30, "b", false, "was pushed after the look")]
    [InlineData(DeliveryOrigin.Delivered, 0, "", DeliveryOrigin.Reconciled, 30, "", true, "happened in the same moment")]
    [InlineData(DeliveryOrigin.Delivered, 40, "", DeliveryOrigin.Reconciled, 30, "", false, "happened in another moment")]
    [InlineData(DeliveryOrigin.Delivered, 0, "b", DeliveryOrigin.Delivered, 0, "b", false, "keys tell deliveries apart")]
    [InlineData(DeliveryOrigin.Replayed, 0, "b", DeliveryOrigin.Reconciled, 30, "b", false, "somebody wants it again")]
    public void What_was_found_by_looking_is_known_again_when_it_is_told_of_and_the_other_way_round(
        DeliveryOrigin origin, int pushed, string digest, DeliveryOrigin seen, int seenAt, string seenDigest, bool isSame, string because)
    {
        var line = Line(origin, Noon.AddSeconds(pushed), digest);
        var newest = Line(seen, Noon, seenDigest) with { ReceivedAt = Noon.AddSeconds(seenAt) };

        Once.IsSeen(line, newest).ShouldBe(isSame, because);
    }

    [Fact]
    public void Of_pushes_that_wait_the_newest_of_each_tag_wins()
    {
        var plans = LatestWins.Apply(
            [Plan("latest", 1), Plan("latest", 3), Plan("1.0", 1), Plan("latest", 2), Plan("old", 1)],
            new Dictionary<string, RegistryEvent> { ["old"] = Line(DeliveryOrigin.Delivered, Noon.AddMinutes(9), "") with { Pipeline = "Deploy", ExecutionIndex = 4 } });

        plans.Select(plan => plan.Line.Outcome).ShouldBe([EventOutcome.Superseded, EventOutcome.Started, EventOutcome.Started, EventOutcome.Superseded, EventOutcome.Superseded]);
        plans.Where(plan => plan.Line.Outcome is EventOutcome.Superseded).ShouldAllBe(plan => plan.Request == null && plan.Line.Execution == null);
        plans[^1].Line.Message.ShouldBe("A newer push of 'old' has started Deploy#4.");
    }

    private static Plan Plan(string tag, int minute)
    {
        var line = Line(DeliveryOrigin.Delivered, Noon.AddMinutes(minute), "") with { Id = Guid.NewGuid(), Tag = tag };
        return new Plan(new Delivery(Guid.NewGuid(), Guid.Empty, Noon, "", new byte[1]), Push(), line) { Request = new(new ExecutionId(Guid.NewGuid()), "{}", "ada", "") };
    }

    private static RegistryEvent Line(DeliveryOrigin origin, DateTimeOffset pushedAt, string digest) => new()
    {
        Id = Guid.NewGuid(),
        Delivery = Guid.NewGuid(),
        Webhook = Guid.Empty,
        WebhookName = "web",
        Project = "acme",
        Pipeline = "Deploy",
        ReceivedAt = pushedAt,
        Outcome = EventOutcome.Started,
        Message = "",
        Tag = "latest",
        Origin = origin,
        PushedAt = pushedAt,
        Digest = digest,
    };

    private static string Key(ImagePushed push, Guid delivery) => PushKey.Of(push, delivery, 0);

    private static ImagePushed Push(DateTimeOffset? at = null, string? digest = null, string eventId = "") =>
        new(ImageReference.Parse("acme/web").Repository, new Tag("latest"), digest is null ? null : new Digest(digest), at, "ada", "acme") { EventId = eventId };
}
