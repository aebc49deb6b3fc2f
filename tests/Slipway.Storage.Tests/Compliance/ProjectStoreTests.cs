using Shouldly;
using Slipway.Projects;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class ProjectStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_project_is_found_by_its_name_whatever_the_case_and_a_second_of_that_name_is_refused(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var projects = stores.Get<IProjectStore>();
        var acme = new Project { Id = Guid.NewGuid(), Name = "Acme", Description = "Rockets — 火箭" };

        (await projects.AddAsync(acme, Cancellation)).ShouldBeTrue();
        (await projects.AddAsync(new Project { Id = Guid.NewGuid(), Name = "Acme" }, Cancellation)).ShouldBeFalse();

        (await projects.FindAsync("aCME", Cancellation)).ShouldBe(acme);
        (await projects.FindAsync("Other", Cancellation)).ShouldBeNull();
    }

    [Theory, EveryDatabase]
    public async Task Lists_are_in_the_same_order_everywhere(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var projects = stores.Get<IProjectStore>();
        foreach (var name in (string[])["ähre", "b", "A", "a", "B-1", "B1", "_"])
        {
            await projects.AddAsync(new Project { Id = Guid.NewGuid(), Name = name }, Cancellation);
        }

        (await projects.ListAsync(Cancellation)).Select(project => project.Name).ShouldBe(["A", "B-1", "B1", "_", "a", "b", "ähre"]);
    }

    [Theory, EveryDatabase]
    public async Task A_name_that_is_no_good_text_is_stored_and_found_without_an_error(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var projects = stores.Get<IProjectStore>();

        (await projects.AddAsync(new Project { Id = Guid.NewGuid(), Name = "a\0b\ud800" }, Cancellation)).ShouldBeTrue();
        (await projects.ListAsync(Cancellation)).ShouldHaveSingleItem().Name.ShouldStartWith("a");
    }
}
