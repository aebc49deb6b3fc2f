using Shouldly;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Variables;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class VariableStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_variable_comes_back_as_it_was_and_lies_there_sealed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();
        var token = Token("acme", "api token");

        (await variables.AddAsync(token, Cancellation)).ShouldBeSaved();
        (await variables.AddAsync(Token("acme", "api token"), Cancellation)).ShouldBeTaken();
        (await variables.AddAsync(Token("other", "api token"), Cancellation)).ShouldBeSaved();

        var found = (await variables.FindAsync(token.Id, Cancellation)).ShouldNotBeNull();
        (found with { Revision = token.Revision }).ShouldBe(token);
        (await variables.FindAsync("acme", ["api token", "region"], Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(token.Id);
        (await variables.FindAsync("acme", [], Cancellation)).ShouldBeEmpty();
        (await variables.ListAsync(Cancellation)).Select(variable => variable.Project).ShouldBe(["acme", "other"]);
        (await stores.ReadAsync<string>("select sealed_value from variables", Cancellation)).ShouldAllBe(text => !text.Contains("hush", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task A_variable_is_changed_and_removed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();
        var token = Token("acme", "api token");
        await variables.AddAsync(token, Cancellation);

        (await variables.UpdateAsync(token with { Value = "loud", Type = VariableType.Restricted, Description = "new" }, expectedVersion: null, Cancellation)).ShouldBeSaved();
        (await variables.FindAsync(token.Id, Cancellation)).ShouldNotBeNull().ShouldSatisfyAllConditions(v => v.Value.ShouldBe("loud"), v => v.Type.ShouldBe(VariableType.Restricted), v => v.Description.ShouldBe("new"));
        (await variables.RemoveAsync(token.Id, Cancellation)).ShouldBeTrue();
        (await variables.RemoveAsync(token.Id, Cancellation)).ShouldBeFalse();
        (await variables.UpdateAsync(token, expectedVersion: null, Cancellation)).ShouldBeGone();
        (await variables.FindAsync(token.Id, Cancellation)).ShouldBeNull();
    }

    private static Variable Token(string project, string name) =>
        new() { Id = Guid.NewGuid(), Project = project, Name = name, Type = VariableType.Secret, Value = "hush hush" };
}
