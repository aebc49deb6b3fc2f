using Shouldly;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Pipelines.Editing;
using Slipway.Projects.Resources;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class PipelineVersionTests
{
    private const string Written = "# ours\nproject: acme\nkind: PIPELINE\nname: Deploy # short\nenabled: true\nstageOrder: []\nstages: {}\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_is_written_is_kept_with_its_comments_and_a_change_without_a_text_changes_its_lines_only(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (pipelines, versions) = (stores.Get<IPipelineStore>(), stores.Get<IPipelineVersions>());
        var id = Guid.NewGuid();
        await pipelines.AddAsync(new CatalogedPipeline(id, Read(Written)), Cancellation);

        var changed = (await pipelines.FindAsync(id, Cancellation))!.Definition with { Concurrency = 3 };
        changed.Text.ShouldBeNull();
        (await pipelines.UpdateAsync(new CatalogedPipeline(id, changed), expectedVersion: 1, Cancellation)).ShouldBeSaved();

        (await versions.ListAsync(id, Cancellation)).Select(version => version.Number).ShouldBe([2, 1]);
        (await versions.TextAsync(id, 1, Cancellation)).ShouldBe(Written);
        (await versions.TextAsync(id, 2, Cancellation)).ShouldBe(Written.Replace("enabled: true\n", "enabled: true\nconcurrency: 3\n", StringComparison.Ordinal));
        var read = await versions.WithTextAsync((await pipelines.FindAsync(id, Cancellation))!, Cancellation);
        WrittenText.Of(read.Definition).ShouldStartWith("# ours\n");
    }

    [Theory, EveryDatabase]
    public async Task A_comment_alone_makes_a_version_and_nothing_makes_none(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (pipelines, versions) = (stores.Get<IPipelineStore>(), stores.Get<IPipelineVersions>());
        var id = Guid.NewGuid();
        await pipelines.AddAsync(new CatalogedPipeline(id, Read(Written)), Cancellation);

        (await pipelines.UpdateAsync(new CatalogedPipeline(id, Read(Written)), expectedVersion: 1, Cancellation)).ShouldBeSaved().Revision.Version.ShouldBe(1);
        (await pipelines.UpdateAsync(new CatalogedPipeline(id, Read("# theirs, too\n" + Written)), expectedVersion: 1, Cancellation)).ShouldBeSaved().Revision.Version.ShouldBe(2);

        (await versions.ListAsync(id, Cancellation)).Select(version => version.Number).ShouldBe([2, 1]);
        (await pipelines.RemoveAsync(id, Cancellation)).ShouldBeTrue();
        (await versions.ListAsync(id, Cancellation)).ShouldBeEmpty();
    }

    [Theory, EveryDatabase]
    public async Task The_oldest_go_and_each_that_was_saved_at_the_same_time_is_there_once(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (pipelines, versions) = (stores.Get<IPipelineStore>(), stores.Get<IPipelineVersions>());
        var id = Guid.NewGuid();
        await pipelines.AddAsync(new CatalogedPipeline(id, Read(Written)), Cancellation);

        const int Saves = IPipelineVersions.MostKept + 3;
        await Parallel.ForEachAsync(Enumerable.Range(2, Saves), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (number, cancellation) =>
            (await pipelines.UpdateAsync(new CatalogedPipeline(id, Read(Written) with { Concurrency = number }), expectedVersion: null, cancellation)).ShouldBeSaved());

        (await versions.ListAsync(id, Cancellation)).Select(version => version.Number).ShouldBe(Enumerable.Range(2, Saves).Reverse().Take(IPipelineVersions.MostKept));
    }

    private static Pipeline Read(string text) => DocumentFile.Read(text).Pipelines.Single();
}
