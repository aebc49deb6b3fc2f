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
    public async Task A_webhook_comes_back_as_it_was_and_its_token_lies_there_sealed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var webhooks = stores.Get<IWebhookStore>();
        var webhook = Webhook();

        (await webhooks.AddAsync(webhook, Cancellation)).ShouldBeSaved();
        (await webhooks.AddAsync(Webhook(), Cancellation)).ShouldBeTaken();

        var found = (await webhooks.FindAsync(webhook.Id, Cancellation)).ShouldNotBeNull();
        found.Input["region"]!.GetValue<string>().ShouldBe("eu");
        (found with { Input = webhook.Input, Revision = webhook.Revision }).ShouldBe(webhook);
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

        (await webhooks.UpdateAsync(webhook with { Enabled = false }, expectedVersion: null, Cancellation)).ShouldBeSaved();
        (await webhooks.UpdateAsync(webhook with { Id = Guid.NewGuid(), Name = "other" }, expectedVersion: null, Cancellation)).ShouldBeGone();
        (await webhooks.FindAsync(webhook.Id, Cancellation)).ShouldNotBeNull().Enabled.ShouldBeFalse();
        (await webhooks.RemoveAsync(webhook.Id, Cancellation)).ShouldBeTrue();
        (await webhooks.RemoveAsync(webhook.Id, Cancellation)).ShouldBeFalse();
    }

    internal static DockerWebhook Webhook() => new()
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
    };
}
