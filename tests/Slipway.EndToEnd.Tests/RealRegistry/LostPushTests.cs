using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Registries.Tests.RealRegistry;
using Slipway.Triggers.Upkeep;
using Xunit;

namespace Slipway.EndToEnd.Tests.RealRegistry;

/// <summary>
/// Pushes that the registry will never tell of: it ended before anybody heard it. With <c>SLIPWAY_PROVE=1</c> the server is a process of
/// its own, which waits as long as it usually does.
/// </summary>
public sealed class LostPushTests : IAsyncLifetime
{
    private static readonly UpkeepOptions Hasty = new() { Grace = TimeSpan.FromMilliseconds(500) };
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly DeployingServer server = new(Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1" ? null : Hasty);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_push_that_nobody_will_ever_tell_of_is_found_and_starts_once()
    {
        await using var trigger = await CreateAsync();
        using var told = ScratchImage.Of("told");
        using var lost = ScratchImage.Of("lost", "amd64", "arm64");
        await trigger.Registry.PushAsync(told, "acme/web:1.0", Cancellation);
        await trigger.LinesAsync(1, Cancellation);
        await trigger.CheckAsync(Cancellation);

        await LoseAsync(trigger, lost, "acme/web:1.1");

        var lines = await FoundAsync(trigger, 2);
        Origin(lines[1]).ShouldBe("RECONCILED");
        await trigger.ShouldRunAsync(lines[1], "1.1", lost.Digest, Cancellation);
        await ShouldFindNoMoreAsync(trigger, 2);
    }

    [Fact]
    public async Task A_tag_that_was_moved_while_nobody_heard_of_it_starts_with_where_it_stands_now()
    {
        await using var trigger = await CreateAsync();
        using var older = ScratchImage.Of("older");
        using var newer = ScratchImage.Of("newer");
        await trigger.Registry.PushAsync(older, "acme/web:latest", Cancellation);
        await trigger.LinesAsync(1, Cancellation);
        await trigger.CheckAsync(Cancellation);

        await LoseAsync(trigger, newer, "acme/web:latest");

        var lines = await FoundAsync(trigger, 2);
        await trigger.ShouldRunAsync(lines[1], "latest", newer.Digest, Cancellation);
        await ShouldFindNoMoreAsync(trigger, 2);
    }

    [Fact]
    public async Task A_tag_that_was_moved_back_while_nobody_heard_of_it_starts_again_with_what_it_had_before()
    {
        await using var trigger = await CreateAsync();
        using var good = ScratchImage.Of("good");
        using var bad = ScratchImage.Of("bad");
        foreach (var (image, count) in new[] { (good, 1), (bad, 2) })
        {
            await trigger.Registry.PushAsync(image, "acme/web:latest", Cancellation);
            await trigger.LinesAsync(count, Cancellation);
            await trigger.CheckAsync(Cancellation);
        }

        await LoseAsync(trigger, good, "acme/web:latest");

        var lines = await FoundAsync(trigger, 3);
        Origin(lines[2]).ShouldBe("RECONCILED");
        await trigger.ShouldRunAsync(lines[2], "latest", good.Digest, Cancellation);
        await ShouldFindNoMoreAsync(trigger, 3);
    }

    [Fact]
    public async Task A_push_that_is_told_after_all_once_it_was_found_is_a_duplicate()
    {
        await using var door = await LossyDoor.StartAsync();
        await using var trigger = await CreateAsync(door.Before);
        using var image = ScratchImage.Of("late");

        door.Refuses = true;
        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);
        var found = (await FoundAsync(trigger, 1)).ShouldHaveSingleItem();
        door.Refused.ShouldBeGreaterThan(0);
        door.Refuses = false;
        var lines = await trigger.LinesAsync(2, Cancellation);

        await trigger.ShouldRunAsync(found, "1.0", image.Digest, Cancellation);
        (DockerTrigger.Text(lines[1], "outcome"), DockerTrigger.Text(lines[1], "origin"), DockerTrigger.Text(lines[1], "firstEventLink"))
            .ShouldBe(("DUPLICATE", "DELIVERED", DockerTrigger.Text(found, "_link")));
        await ShouldFindNoMoreAsync(trigger, 1);
    }

    [Fact]
    public async Task What_a_registry_has_had_for_long_starts_nothing_at_the_first_look()
    {
        await using var trigger = await DockerTrigger.CreateAsync(server.Address, () => server.Client, new RegistrySetUp(), Cancellation, hook => new Uri(hook, "/nobody-is-here"));
        using var old = ScratchImage.Of("old");
        using var more = ScratchImage.Of("more");
        await trigger.Registry.PushAsync(old, "acme/web:0.9", Cancellation);
        await trigger.CheckAsync(Cancellation);

        await trigger.Registry.PushAsync(more, "acme/web:1.0", Cancellation);

        await trigger.ShouldRunAsync((await FoundAsync(trigger, 1)).ShouldHaveSingleItem(), "1.0", more.Digest, Cancellation);
        await ShouldFindNoMoreAsync(trigger, 1);
    }

    private static string Origin(JsonObject line) => DockerTrigger.Text(line, "origin");

    /// <summary>The server is down, so that the registry cannot tell; then the registry ends, so that it never will.</summary>
    private async Task LoseAsync(DockerTrigger trigger, ScratchImage image, string reference)
    {
        await server.StopAsync();
        await trigger.Registry.PushAsync(image, reference, Cancellation);
        await trigger.Registry.StopAsync();
        await server.StartAsync(Cancellation);
        await trigger.Registry.StartAgainAsync(Cancellation);
    }

    /// <summary>The lines, once looking after the webhook has brought them to so many.</summary>
    private static Task<IReadOnlyList<JsonObject>> FoundAsync(DockerTrigger trigger, int count) => Eventually.Get(
        async () =>
        {
            await trigger.CheckAsync(Cancellation);
            return await trigger.LinesAsync(Cancellation);
        },
        lines => lines.Count >= count,
        Deadline,
        Cancellation);

    private static async Task ShouldFindNoMoreAsync(DockerTrigger trigger, int executions)
    {
        await trigger.CheckAsync(Cancellation);
        await trigger.CheckAsync(Cancellation);
        (await trigger.ExecutionsAsync(Cancellation)).Count.ShouldBe(executions);
    }

    private async Task<DockerTrigger> CreateAsync(Func<Uri, Uri>? between = null)
    {
        var trigger = await DockerTrigger.CreateAsync(server.Address, () => server.Client, new RegistrySetUp(), Cancellation, between);

        // The first look tells what was there before.
        await trigger.CheckAsync(Cancellation);
        return trigger;
    }
}
