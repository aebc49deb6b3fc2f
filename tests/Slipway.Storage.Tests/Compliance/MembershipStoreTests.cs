using Shouldly;
using Slipway.Projects.Access;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class MembershipStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_person_has_one_role_in_a_project_and_the_last_one_counts(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var members = stores.Get<IMembershipStore>();

        await members.SetAsync(new Membership("acme", "dora", Role.Viewer), Cancellation);
        await members.SetAsync(new Membership("acme", "dora", Role.Developer), Cancellation);
        await members.SetAsync(new Membership("other", "dora", Role.Executor), Cancellation);
        await members.SetAsync(new Membership("acme", "ada", Role.Administrator), Cancellation);

        (await members.OfPersonAsync("dora", Cancellation)).ShouldBe([new("acme", "dora", Role.Developer), new("other", "dora", Role.Executor)]);
        (await members.OfProjectAsync("acme", Cancellation)).ShouldBe([new("acme", "ada", Role.Administrator), new("acme", "dora", Role.Developer)]);
        (await members.RemoveAsync("acme", "dora", Cancellation)).ShouldBeTrue();
        (await members.RemoveAsync("acme", "dora", Cancellation)).ShouldBeFalse();
        (await members.OfPersonAsync("dora", Cancellation)).ShouldHaveSingleItem().Project.ShouldBe("other");
    }
}
