using Shouldly;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class PipelineStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_pipeline_is_added_found_changed_and_removed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipelines = stores.Get<IPipelineStore>();
        var id = Guid.NewGuid();
        var first = Samples.Pipeline("Deploy");
        var second = first with { Concurrency = 3 };

        (await pipelines.AddAsync(new CatalogedPipeline(id, first), Cancellation)).ShouldBeSaved();
        (await pipelines.AddAsync(new CatalogedPipeline(Guid.NewGuid(), first), Cancellation)).ShouldBeTaken();
        (await pipelines.UpdateAsync(new CatalogedPipeline(id, second), expectedVersion: null, Cancellation)).ShouldBeSaved();
        (await pipelines.UpdateAsync(new CatalogedPipeline(Guid.NewGuid(), second), expectedVersion: null, Cancellation)).ShouldBeGone();

        (await pipelines.FindAsync("acme", "Deploy", Cancellation)).ShouldNotBeNull().Id.ShouldBe(id);
        var found = (await pipelines.FindAsync(id, Cancellation)).ShouldNotBeNull().Definition;
        found.Concurrency.ShouldBe(3);
        found.Stages["Build"].Tasks["Make"].Input.ToJsonString().ShouldBe(first.Stages["Build"].Tasks["Make"].Input.ToJsonString());

        (await pipelines.RemoveAsync(id, Cancellation)).ShouldBeTrue();
        (await pipelines.RemoveAsync(id, Cancellation)).ShouldBeFalse();
        (await pipelines.ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Theory, EveryDatabase]
    public async Task They_are_listed_by_project_and_name(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipelines = stores.Get<IPipelineStore>();
        foreach (var pipeline in (Pipeline[])[Samples.Pipeline("b"), Samples.Pipeline("A"), Samples.Pipeline("a"), Samples.Pipeline("Z", "Zoo")])
        {
            await pipelines.AddAsync(new CatalogedPipeline(Guid.NewGuid(), pipeline), Cancellation);
        }

        (await pipelines.ListAsync(Cancellation)).Select(pipeline => pipeline.Definition.Name).ShouldBe(["Z", "A", "a", "b"]);
    }
}
