using Shouldly;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Resources;
using Slipway.Projects.Variables;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

/// <summary>What all kinds of resources have in common, tried with variables.</summary>
public sealed class RevisionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_revision_tells_who_made_it_and_who_changed_it_last(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();

        var made = await ByAsync("ada", () => variables.AddAsync(Region(), Cancellation));
        var changed = await ByAsync("bob", () => variables.UpdateAsync(made.ShouldBeSaved() with { Value = "us" }, made.ShouldBeSaved().Revision.Version, Cancellation));

        made.ShouldBeSaved().Revision.ShouldSatisfyAllConditions(
            r => r.Version.ShouldBe(1), r => r.CreatedBy.ShouldBe("ada"), r => r.UpdatedBy.ShouldBe("ada"), r => r.UpdatedAt.ShouldBe(r.CreatedAt));
        changed.ShouldBeSaved().Revision.ShouldSatisfyAllConditions(
            r => r.Version.ShouldBe(2), r => r.CreatedBy.ShouldBe("ada"), r => r.UpdatedBy.ShouldBe("bob"), r => r.CreatedAt.ShouldBe(made.ShouldBeSaved().Revision.CreatedAt, TimeSpan.FromMicroseconds(1)));
        (await variables.FindAsync("acme", "region", Cancellation)).ShouldNotBeNull().Revision.Version.ShouldBe(2);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_changes_made_from_one_version_the_second_is_told_so(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();
        var made = (await variables.AddAsync(Region(), Cancellation)).ShouldBeSaved();

        (await variables.UpdateAsync(made with { Value = "first" }, made.Revision.Version, Cancellation)).ShouldBeSaved();
        var late = await variables.UpdateAsync(made with { Value = "second" }, made.Revision.Version, Cancellation);

        late.ShouldBeOfType<SaveResult<Variable>.Outdated>().Current.Value.ShouldBe("first");
        (await variables.UpdateAsync(made with { Value = "whatever is there" }, expectedVersion: null, Cancellation)).ShouldBeSaved().Revision.Version.ShouldBe(3);
    }

    [Theory, EveryDatabase]
    public async Task Many_who_change_one_thing_at_once_are_all_counted_or_all_but_one_are_told(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();
        var made = (await variables.AddAsync(Region(), Cancellation)).ShouldBeSaved();

        var careless = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => variables.UpdateAsync(made with { Value = $"{n}" }, expectedVersion: null, Cancellation)));
        var version = (await variables.FindAsync(made.Id, Cancellation)).ShouldNotBeNull().Revision.Version;
        var careful = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => variables.UpdateAsync(made with { Value = $"careful {n}" }, version, Cancellation)));

        careless.ShouldAllBe(result => result is SaveResult<Variable>.Saved);
        version.ShouldBe(9);
        careful.Count(result => result is SaveResult<Variable>.Saved).ShouldBe(1);
        careful.Count(result => result is SaveResult<Variable>.Outdated).ShouldBe(7);
    }

    [Theory, EveryDatabase]
    public async Task A_new_name_is_kept_and_a_taken_one_is_refused(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();
        var made = (await variables.AddAsync(Region(), Cancellation)).ShouldBeSaved();
        (await variables.AddAsync(Region() with { Name = "zone" }, Cancellation)).ShouldBeSaved();

        (await variables.UpdateAsync(made with { Name = "area" }, expectedVersion: null, Cancellation)).ShouldBeSaved().Name.ShouldBe("area");
        (await variables.UpdateAsync(made with { Name = "zone" }, expectedVersion: null, Cancellation)).ShouldBeTaken();
        (await variables.ListAsync(Cancellation)).Select(variable => variable.Name).ShouldBe(["area", "zone"]);
    }

    private static async Task<T> ByAsync<T>(string name, Func<Task<T>> act)
    {
        using var acting = Actor.Begin(new Actor(name, null));
        return await act();
    }

    private static Variable Region() => new() { Id = Guid.NewGuid(), Project = "acme", Name = "region", Type = VariableType.Regular, Value = "eu" };
}
