using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Intake;
using Slipway.Triggers.Matching;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Triggers.Tests.Intake;

public sealed class DialectBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DialectBook book = new([new NexusDialect()]);

    [Theory]
    [InlineData("acme/web", true)]
    [InlineData("docker-hosted/acme/web", true)]
    [InlineData("acme/site", false)]
    public void A_registry_that_does_not_say_who_it_is_is_the_webhooks(string watched, bool starts)
    {
        ImageRepository.TryParse($"nexus.acme.example/{watched}", out var repository).ShouldBeTrue();
        var webhook = Webhook(repository!);
        var delivery = new Delivery(Guid.NewGuid(), webhook.Id, Now, "", """{"repositoryName":"docker-hosted","action":"CREATED","component":{"format":"docker","name":"acme/web","version":"1.0"}}"""u8.ToArray());

        var push = book.Read(webhook, delivery).ShouldBeOfType<DialectResult.Pushed>().Pushes.ShouldHaveSingleItem();

        (Matcher.Match(webhook, push) is null).ShouldBe(starts);
        (push.Repository == repository).ShouldBe(starts);
    }

    private static DockerWebhook Webhook(ImageRepository repository) => new()
    {
        Id = Guid.NewGuid(),
        Project = "shop",
        Name = "web",
        Endpoint = "nexus",
        ServerType = "Nexus",
        Repository = repository,
        Pipeline = "deploy",
        Token = SecureToken.Generate(),
        Owner = "ann",
    };
}
