using Shouldly;
using Slipway.Execution.Retention;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Xunit;
using static Slipway.Storage.Tests.Compliance.Samples;

namespace Slipway.Storage.Tests.Compliance;

public sealed class EndedExecutionsTests
{
    private static readonly RetentionBounds NoBounds = new(DateTimeOffset.MinValue.AddYears(1970), 1_000, DateTimeOffset.MaxValue);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_ended_too_long_ago_is_forgotten_but_never_the_newest_nor_what_goes_on(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (busy, idle) = (Guid.NewGuid(), Guid.NewGuid());
        await CreateAsync(stores, busy, (1, ExecutionStatus.Completed), (2, ExecutionStatus.Running), (3, ExecutionStatus.Failed), (4, ExecutionStatus.Queued), (5, ExecutionStatus.Canceled), (6, ExecutionStatus.Completed));
        await CreateAsync(stores, idle, (1, ExecutionStatus.Completed), (2, ExecutionStatus.Completed));

        // They end in the minute of their number.
        var forgotten = await ForgetAllAsync(stores, NoBounds with { EndedBefore = Noon.AddMinutes(5) });

        forgotten.ShouldBe(3);
        (await KeptAsync(stores, busy)).ShouldBe([2, 4, 5, 6]);
        (await KeptAsync(stores, idle)).ShouldBe([2]);
        (await ForgetAllAsync(stores, NoBounds with { EndedBefore = DateTimeOffset.MaxValue })).ShouldBe(1);
        (await KeptAsync(stores, busy)).ShouldBe([2, 4, 6]);
    }

    [Theory, EveryDatabase]
    public async Task Of_more_than_a_pipeline_may_have_the_oldest_are_forgotten_a_bounded_number_at_a_time(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (many, few) = (Guid.NewGuid(), Guid.NewGuid());
        await CreateAsync(stores, many, [.. Enumerable.Range(1, 250).Select(number => (number, number == 7 ? ExecutionStatus.Waiting : ExecutionStatus.Completed))]);
        await CreateAsync(stores, few, (1, ExecutionStatus.Completed), (2, ExecutionStatus.Completed));
        var bounds = NoBounds with { KeepAtMost = 3 };

        var first = await stores.Get<IEndedExecutions>().ForgetAsync(many, bounds, Cancellation);
        var rest = await ForgetAllAsync(stores, bounds);

        first.ShouldBeLessThanOrEqualTo(100);
        (first + rest).ShouldBe(246);
        (await KeptAsync(stores, many)).ShouldBe([7, 248, 249, 250]);
        (await KeptAsync(stores, few)).ShouldBe([1, 2]);
    }

    [Theory, EveryDatabase]
    public async Task What_has_only_just_ended_is_kept_however_many_there_are(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipeline = Guid.NewGuid();
        await CreateAsync(stores, pipeline, [.. Enumerable.Range(1, 9).Select(number => (number, ExecutionStatus.Completed))]);

        (await ForgetAllAsync(stores, new RetentionBounds(DateTimeOffset.MaxValue, 1, SpareSince: Noon.AddMinutes(4)))).ShouldBe(3);

        (await KeptAsync(stores, pipeline)).ShouldBe([4, 5, 6, 7, 8, 9]);
    }

    [Theory, EveryDatabase]
    public async Task No_number_is_given_again_whoever_deletes_what(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipeline = Guid.NewGuid();
        await CreateAsync(stores, pipeline, (1, ExecutionStatus.Completed), (2, ExecutionStatus.Completed), (3, ExecutionStatus.Completed));
        var newest = (await stores.Get<IExecutionQueries>().ListAsync(new ExecutionFilter(PipelineId: pipeline), 0, 1, Cancellation)).Items.Single();

        (await stores.Get<IExecutionStore>().RemoveAsync(newest.Id, Cancellation)).ShouldBeTrue();
        await ForgetAllAsync(stores, NoBounds with { EndedBefore = DateTimeOffset.MaxValue });

        (await KeptAsync(stores, pipeline)).ShouldBe([2]);
        (await stores.Get<IExecutionStore>().LoadAsync(pipeline, Cancellation)).LastIndex.ShouldBe(3);
    }

    [Theory, EveryDatabase]
    public async Task Many_who_forget_at_once_forget_each_execution_once(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipeline = Guid.NewGuid();
        await CreateAsync(stores, pipeline, [.. Enumerable.Range(1, 60).Select(number => (number, ExecutionStatus.Completed))]);

        var forgotten = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ForgetAllAsync(stores, NoBounds with { KeepAtMost = 10 })));

        forgotten.Sum().ShouldBe(50);
        (await KeptAsync(stores, pipeline)).ShouldBe(Enumerable.Range(51, 10));
    }

    private static async Task CreateAsync(OpenStores stores, Guid pipeline, params (int Number, ExecutionStatus Status)[] executions)
    {
        foreach (var (number, status) in executions)
        {
            var execution = NewExecution(pipeline, number, status);
            await stores.Get<IExecutionStore>().CreateAsync(status.IsEnded() ? execution with { EndedAt = execution.RequestedAt } : execution, Cancellation);
        }
    }

    private static async Task<int> ForgetAllAsync(OpenStores stores, RetentionBounds bounds)
    {
        var ended = stores.Get<IEndedExecutions>();
        var all = 0;
        foreach (var pipeline in await ended.PipelinesAsync(Cancellation))
        {
            while (await ended.ForgetAsync(pipeline, bounds, Cancellation) is var some and > 0)
            {
                all += some;
            }
        }

        return all;
    }

    private static async Task<IEnumerable<int>> KeptAsync(OpenStores stores, Guid pipeline) =>
        (await stores.Get<IExecutionQueries>().ListAsync(new ExecutionFilter(PipelineId: pipeline), 0, 100, Cancellation)).Items.Select(execution => execution.Index).Order();
}
