using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Registries.Images;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class WebhookStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_webhook_comes_back_as_it_was_to_the_microsecond_and_its_token_lies_there_sealed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var webhooks = stores.Get<IWebhookStore>();
        var webhook = Webhook();

        (await webhooks.AddAsync(webhook, Cancellation)).ShouldBeTrue();
        (await webhooks.AddAsync(Webhook(), Cancellation)).ShouldBeFalse();

        var found = (await webhooks.FindAsync(webhook.Id, Cancellation)).ShouldNotBeNull();
        found.Input["region"]!.GetValue<string>().ShouldBe("eu");
        (found with { Input = webhook.Input }).ShouldBe(webhook);
        (await webhooks.ListAsync(Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(webhook.Id);
        (await stores.ReadAsync<string>("select sealed_token from registry_webhooks", Cancellation)).ShouldHaveSingleItem().ShouldNotContain(webhook.Token.Value);
    }

    [Theory, EveryDatabase]
    public async Task Only_what_is_there_can_be_changed_and_removed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var webhooks = stores.Get<IWebhookStore>();
        var webhook = Webhook();
        await webhooks.AddAsync(webhook, Cancellation);

        (await webhooks.UpdateAsync(webhook with { Enabled = false }, Cancellation)).ShouldBeTrue();
        (await webhooks.UpdateAsync(webhook with { Id = Guid.NewGuid(), Name = "other" }, Cancellation)).ShouldBeFalse();
        (await webhooks.FindAsync(webhook.Id, Cancellation)).ShouldNotBeNull().Enabled.ShouldBeFalse();
        (await webhooks.RemoveAsync(webhook.Id, Cancellation)).ShouldBeTrue();
        (await webhooks.RemoveAsync(webhook.Id, Cancellation)).ShouldBeFalse();
    }

    [Theory, EveryDatabase]
    public async Task A_moment_is_the_same_number_everywhere(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        await stores.Get<IWebhookStore>().AddAsync(Webhook(), Cancellation);

        (await stores.ReadAsync<long>("select created_at from registry_webhooks", Cancellation)).ShouldHaveSingleItem().ShouldBe(1_772_000_000_123_456);
    }

    private static DockerWebhook Webhook() => new()
    {
        Id = Guid.NewGuid(),
        Project = "acme",
        Name = "pushed",
        Endpoint = "Hub",
        ServerType = "DockerHub",
        Repository = ImageReference.Parse("acme/web").Repository,
        Pipeline = "Deploy",
        Input = new() { ["region"] = JsonValue.Create("eu") },
        Token = new SecureToken("a-secure-token-for-tests"),
        Owner = "ada",
        CreatedAt = Microseconds.ToMoment(1_772_000_000_123_456),
        UpdatedAt = Microseconds.ToMoment(1_772_000_000_123_457),
    };
}
