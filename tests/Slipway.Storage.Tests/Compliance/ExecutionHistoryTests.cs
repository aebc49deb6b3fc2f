using Shouldly;
using Slipway.Execution.Catalog;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Xunit;
using static Slipway.Storage.Tests.Compliance.Samples;

namespace Slipway.Storage.Tests.Compliance;

public sealed class ExecutionHistoryTests
{
    private static readonly HashSet<string> Acme = ["acme"];
    private static readonly HashSet<string> Elsewhere = ["elsewhere"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task How_pipelines_fared_is_told_from_a_moment_on_and_the_last_that_ended_well_however_long_ago(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var history = stores.Get<IExecutionHistory>();
        var (web, shop, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await CreateAsync(stores, web, ExecutionStatus.Failed, ExecutionStatus.Completed, ExecutionStatus.Canceled, ExecutionStatus.RollbackFailed, ExecutionStatus.Running);
        await CreateAsync(stores, shop, ExecutionStatus.Canceled, ExecutionStatus.Queued, ExecutionStatus.Waiting);
        await CreateAsync(stores, other, ExecutionStatus.Completed);

        var past = await history.SinceAsync(Noon.AddMinutes(3), [web, shop], 100, Cancellation);
        past.Where(execution => execution.PipelineId == web).Select(execution => execution.Status).ShouldBe([ExecutionStatus.Running, ExecutionStatus.RollbackFailed, ExecutionStatus.Canceled]);
        past.Where(execution => execution.PipelineId == shop).Select(execution => execution.Status).ShouldBe([ExecutionStatus.Waiting]);
        past.First(execution => execution.Status is ExecutionStatus.RollbackFailed).Duration.ShouldBe(TimeSpan.FromSeconds(30));
        (await history.SinceAsync(Noon, [web, shop], 2, Cancellation)).CountBy(execution => execution.PipelineId).ShouldAllBe(each => each.Value == 2);
        await stores.Get<IPipelineStore>().AddAsync(new CatalogedPipeline(web, Pipeline("Deploy")), Cancellation);
        await stores.Get<IPipelineStore>().AddAsync(new CatalogedPipeline(Guid.NewGuid(), Pipeline("Never ran")), Cancellation);
        (await history.LastAskedForAsync([.. (await stores.Get<IPipelineStore>().ListAsync(Cancellation)).Select(pipeline => pipeline.Id)], Cancellation))
            .ShouldBe(new Dictionary<Guid, DateTimeOffset> { [web] = Noon.AddMinutes(5) });

        (await history.LastAsync([.. (await stores.Get<IPipelineStore>().ListAsync(Cancellation)).Select(pipeline => pipeline.Id)], Cancellation)).ShouldHaveSingleItem().Index.ShouldBe(5);
        (await history.LastAsync([other], Cancellation)).ShouldBeEmpty();

        (await history.LastCompletedAsync([web, shop], Cancellation)).ShouldHaveSingleItem().Index.ShouldBe(2);
        (await history.FailedSinceAsync(Noon, Acme, 100, Cancellation)).Select(execution => execution.Index).ShouldBe([4, 1]);
        (await history.FailedSinceAsync(Noon.AddMinutes(2), null, 100, Cancellation)).ShouldHaveSingleItem().Index.ShouldBe(4);
        (await history.FailedSinceAsync(Noon, Elsewhere, 100, Cancellation)).ShouldBeEmpty();
        (await history.UnfinishedAsync(Acme, 100, Cancellation)).Select(execution => execution.Status).ShouldBe([ExecutionStatus.Running, ExecutionStatus.Waiting, ExecutionStatus.Queued]);
        (await history.UnfinishedAsync(Elsewhere, 100, Cancellation)).ShouldBeEmpty();
        (await history.UnfinishedAsync(null, 1, Cancellation)).Count.ShouldBe(1);
    }

    // Asked for in the minutes from noon on, one after the other.
    private static async Task CreateAsync(OpenStores stores, Guid pipeline, params ExecutionStatus[] statuses)
    {
        foreach (var (place, status) in statuses.Index())
        {
            var execution = NewExecution(pipeline, place + 1, status);
            var isCreated = await stores.Get<IExecutionStore>().CreateAsync(
                status.IsEnded() ? execution with { StartedAt = execution.RequestedAt, EndedAt = execution.RequestedAt.AddSeconds(30) } : execution, [], Cancellation);
            isCreated.ShouldBeTrue();
        }
    }
}
