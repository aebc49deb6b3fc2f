using Shouldly;
using Slipway.Projects.Listing;
using Slipway.Storage.Rows;
using Slipway.Storage.Tests.Compliance;
using Slipway.Triggers.Events;
using Xunit;

namespace Slipway.Storage.Tests.Listing;

public sealed class EventListTests(ListedStores store) : IClassFixture<ListedStores>
{
    private static readonly Dictionary<string, Func<RegistryEventRow, bool>> Meanings = new()
    {
        ["name eq 'web' and project eq 'project-0'"] = row => row is { WebhookName: "web", Project: "project-0" },
        ["outcome ne 'STARTED'"] = row => row.Outcome != "STARTED",
        ["executionStatus eq 'FAILED'"] = row => row.Outcome == "FAILED" || row.ExecutionIndex % 3 == 1,
        ["executionStatus ne 'FAILED'"] = row => row.Outcome != "FAILED" && row.ExecutionIndex % 3 != 1,
        ["startswith(executionStatus, 'FA')"] = row => row.Outcome == "FAILED" || row.ExecutionIndex % 3 == 1,
        ["executionStatus eq 'COMPLETED'"] = row => row.ExecutionId is not null && row.ExecutionIndex % 3 == 0,
        ["origin eq 'DELIVERED' and digest eq ''"] = row => true,
        ["executionIndex eq 8"] = row => row.ExecutionIndex == 8,
        ["executionIndex ne 8"] = row => row.ExecutionIndex != 8,
        ["not (executionIndex gt 8)"] = row => !(row.ExecutionIndex > 8),
        ["executionLink eq '/codestream/api/executions/00000008-0001-0001-0000-000000000000'"] = row => row.ExecutionId == new Guid(8, 1, 1, new byte[8]),
        ["executionLink ne '/codestream/api/executions/00000008-0001-0001-0000-000000000000'"] = row => row.ExecutionId != new Guid(8, 1, 1, new byte[8]),
        ["deliveryId eq '00000003-0008-0008-0000-000000000000'"] = row => row.DeliveryId == new Guid(3, 8, 8, new byte[8]),
        ["timeStampInMicros gt 1767323050000000"] = row => Microseconds.From(row.ReceivedAt) > 1767323050000000,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<Product, string> Filters => new(Enum.GetValues<Product>(), [.. Meanings.Keys]);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_database_takes_a_filter_as_it_is_meant(Product product, string filter)
    {
        var read = ListFilter.Parse(filter, EventFields.All);

        var page = await store.Get<IEventQueries>(product).ListAsync(new ListQuery { Filter = read.Filter.ShouldNotBeNull(read.Problem), Take = 5, Skip = 1 }, null, Cancellation);

        var expected = store.Events.Where(Meanings[filter]).OrderByDescending(row => row.Sequence).Select(row => row.Id).ToList();
        page.Items.Select(line => line.Id).ShouldBe(expected.Skip(1).Take(5));
        page.TotalCount.ShouldBe(expected.Count);
    }
}
