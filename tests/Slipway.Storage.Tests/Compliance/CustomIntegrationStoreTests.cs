using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Listing;
using Slipway.Projects.Resources;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class CustomIntegrationStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_integration_comes_back_as_it_was_with_its_versions_in_their_order(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var integrations = stores.Get<ICustomIntegrationStore>();
        var greeter = Greeter("greeter");

        (await integrations.AddAsync(greeter, Cancellation)).ShouldBeSaved();
        (await integrations.AddAsync(Greeter("greeter"), Cancellation)).ShouldBeTaken();
        (await integrations.AddAsync(Greeter("another"), Cancellation)).ShouldBeSaved();

        var found = (await integrations.FindAsync(greeter.Id, Cancellation)).ShouldNotBeNull();
        found.Name.ShouldBe("greeter");
        found.Project.ShouldBeEmpty();
        Text(found.Draft).ShouldBe(Text(greeter.Draft));
        found.Versions.Select(version => version with { Definition = greeter.Draft }).ShouldBe(greeter.Versions.Select(version => version with { Definition = greeter.Draft }));
        found.Versions.Select(version => Text(version.Definition)).ShouldBe(greeter.Versions.Select(version => Text(version.Definition)));
        (await integrations.FindAsync("", "greeter", Cancellation)).ShouldNotBeNull().Id.ShouldBe(greeter.Id);
        (await integrations.ListAsync(Cancellation)).Select(integration => integration.Name).ShouldBe(["another", "greeter"]);
    }

    [Theory, EveryDatabase]
    public async Task Of_a_draft_and_a_version_written_at_once_the_second_is_told_so(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var integrations = stores.Get<ICustomIntegrationStore>();
        var read = (await integrations.AddAsync(Greeter("greeter"), Cancellation)).ShouldBeSaved();

        (await integrations.UpdateAsync(read.With("1.0", IntegrationStatus.Deprecated), read.Revision.Version, Cancellation)).ShouldBeSaved();
        var late = await integrations.UpdateAsync(read with { Draft = read.Draft with { Code = "echo late" } }, read.Revision.Version, Cancellation);

        late.ShouldBeOfType<SaveResult<CustomIntegration>.Outdated>().Current.Find("1.0").ShouldNotBeNull().Status.ShouldBe(IntegrationStatus.Deprecated);
    }

    [Theory, EveryDatabase]
    public async Task An_integration_is_renamed_loses_a_version_and_goes(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var integrations = stores.Get<ICustomIntegrationStore>();
        var greeter = (await integrations.AddAsync(Greeter("greeter"), Cancellation)).ShouldBeSaved();

        (await integrations.UpdateAsync(greeter.Without("1.0") with { Name = "welcomer" }, expectedVersion: null, Cancellation)).ShouldBeSaved();
        (await integrations.FindAsync("", "greeter", Cancellation)).ShouldBeNull();
        (await integrations.FindAsync("", "welcomer", Cancellation)).ShouldNotBeNull().Versions.ShouldHaveSingleItem().Name.ShouldBe("2.0");
        (await integrations.RemoveAsync(greeter.Id, Cancellation)).ShouldBeTrue();
        (await integrations.RemoveAsync(greeter.Id, Cancellation)).ShouldBeFalse();
        (await integrations.UpdateAsync(greeter, expectedVersion: null, Cancellation)).ShouldBeGone();
    }

    [Theory, EveryDatabase]
    public async Task Lists_are_filtered_and_paged_in_the_database(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var integrations = stores.Get<ICustomIntegrationStore>();
        foreach (var name in (string[])["gamma", "alpha", "grape"])
        {
            (await integrations.AddAsync(Greeter(name), Cancellation)).ShouldBeSaved();
        }

        var filter = ListFilter.Parse("startswith(name, 'g')", CustomIntegrationFields.All).Filter.ShouldNotBeNull();
        var page = await integrations.ListAsync(new ListQuery { Filter = filter, Skip = 1, Take = 1 }, projects: null, Cancellation);

        page.TotalCount.ShouldBe(2);
        page.Items.ShouldHaveSingleItem().Name.ShouldBe("grape");
    }

    private static string Text(CustomIntegrationDocument document) => DocumentFile.Write(document);

    private static CustomIntegration Greeter(string name)
    {
        var draft = new CustomIntegrationDocument
        {
            Project = "",
            Name = name,
            Description = "says ‘hello’",
            Runtime = "shell",
            Code = "echo \"$who\"\n",
            InputProperties = [new CustomInput("who", "text", "Whom") { Required = true, DefaultValue = JsonValue.Create("world") }],
            OutputProperties = [new CustomOutput("greeting")],
        };
        return new CustomIntegration
        {
            Id = Guid.NewGuid(),
            Name = name,
            Draft = draft,
            Versions =
            [
                new IntegrationVersion("1.0", "the first", IntegrationStatus.Released, draft with { Code = "echo hello" }, "ada", Samples.Noon),
                new IntegrationVersion("2.0", "", IntegrationStatus.Versioned, draft, "bob", Samples.Noon.AddMinutes(1)),
            ],
        };
    }
}
