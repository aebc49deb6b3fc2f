using System.Collections.Immutable;
using Shouldly;
using Slipway.Projects.Endpoints;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class EndpointStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_endpoint_comes_back_as_it_was_and_lies_there_sealed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var endpoints = stores.Get<IEndpointStore>();
        var hub = Hub("acme", "Hub");

        (await endpoints.AddAsync(hub, Cancellation)).ShouldBeSaved();

        foreach (var found in (Endpoint?[])[await endpoints.FindAsync(hub.Id, Cancellation), await endpoints.FindAsync("acme", "Hub", Cancellation)])
        {
            found.ShouldNotBeNull().Properties.ShouldBe(hub.Properties, ignoreOrder: true);
            (found with { Properties = hub.Properties, Revision = hub.Revision }).ShouldBe(hub);
        }

        (await stores.ReadAsync<string>("select sealed_properties from endpoints", Cancellation)).ShouldHaveSingleItem().ShouldNotContain("secret");
    }

    [Theory, EveryDatabase]
    public async Task A_name_is_taken_once_per_project(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var endpoints = stores.Get<IEndpointStore>();

        (await endpoints.AddAsync(Hub("acme", "Hub"), Cancellation)).ShouldBeSaved();
        (await endpoints.AddAsync(Hub("acme", "Hub"), Cancellation)).ShouldBeTaken();
        (await endpoints.AddAsync(Hub("other", "Hub"), Cancellation)).ShouldBeSaved();

        (await endpoints.ListAsync(Cancellation)).Select(endpoint => endpoint.Project).ShouldBe(["acme", "other"]);
    }

    [Theory, EveryDatabase]
    public async Task Those_that_are_restricted_are_found_among_names(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var endpoints = stores.Get<IEndpointStore>();
        await endpoints.AddAsync(Hub("acme", "Open") with { IsRestricted = false }, Cancellation);
        await endpoints.AddAsync(Hub("acme", "Closed") with { IsRestricted = true }, Cancellation);
        await endpoints.AddAsync(Hub("other", "Elsewhere") with { IsRestricted = true }, Cancellation);

        (await endpoints.RestrictedAmongAsync("acme", ["Open", "Closed", "Elsewhere", "Nowhere"], Cancellation)).ShouldBe(["Closed"]);
        (await endpoints.RestrictedAmongAsync("acme", [], Cancellation)).ShouldBeEmpty();
    }

    [Theory, EveryDatabase]
    public async Task What_was_removed_is_gone_and_cannot_be_removed_again(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var endpoints = stores.Get<IEndpointStore>();
        var hub = Hub("acme", "Hub");
        await endpoints.AddAsync(hub, Cancellation);

        (await endpoints.RemoveAsync(hub.Id, Cancellation)).ShouldBeTrue();
        (await endpoints.RemoveAsync(hub.Id, Cancellation)).ShouldBeFalse();
        (await endpoints.FindAsync(hub.Id, Cancellation)).ShouldBeNull();
    }

    private static Endpoint Hub(string project, string name) => new()
    {
        Id = Guid.NewGuid(),
        Project = project,
        Name = name,
        Description = "It's Docker's",
        Type = "dockerRegistry",
        IsRestricted = true,
        CloudProxyId = "proxy-1",
        Properties = ImmutableDictionary<string, string>.Empty.Add("username", "acme").Add("password", "a secret\0"),
    };
}
