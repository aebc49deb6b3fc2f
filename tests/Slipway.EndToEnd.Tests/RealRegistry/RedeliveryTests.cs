using Shouldly;
using Slipway.Registries.Tests.RealRegistry;
using Xunit;

namespace Slipway.EndToEnd.Tests.RealRegistry;

/// <summary>
/// What was pushed while the server, the registry or the way between them was down. A registry tells of a push again and again until it is
/// heard, and of nothing else before; what it has not told when it ends, it never tells.
/// </summary>
public sealed class RedeliveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_that_is_told_again_because_the_answer_was_lost_is_a_duplicate_of_the_first()
    {
        await using var server = await StartAsync();
        await using var door = await LossyDoor.StartAsync();
        await using var trigger = await DockerTrigger.CreateAsync(server.Address, () => server.Client, new RegistrySetUp(), Cancellation, door.Before);
        using var image = ScratchImage.Of("told thrice");

        door.LoseAnswers(2);
        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);

        var lines = await trigger.LinesAsync(3, Cancellation);
        door.Lost.ShouldBe(2);
        await trigger.ShouldRunAsync(lines[0], "1.0", image.Digest, Cancellation);
        lines.Skip(1).ShouldAllBe(line =>
            DockerTrigger.Text(line, "outcome") == "DUPLICATE"
            && DockerTrigger.Text(line, "firstEventLink") == DockerTrigger.Text(lines[0], "_link")
            && DockerTrigger.Text(line, "executionLink") == DockerTrigger.Text(lines[0], "executionLink"));
        (await trigger.ExecutionsAsync(Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Pushes_made_while_the_server_was_down_are_told_in_their_order_once_it_is_back()
    {
        await using var server = await StartAsync();
        await using var trigger = await DockerTrigger.CreateAsync(server.Address, () => server.Client, new RegistrySetUp(), Cancellation);
        using var first = ScratchImage.Of("first");
        using var second = ScratchImage.Of("second");
        using var third = ScratchImage.Of("third");
        await trigger.Registry.PushAsync(first, "acme/web:1.0", Cancellation);
        await trigger.EndedAsync((await trigger.LinesAsync(1, Cancellation))[0], Cancellation);

        await server.StopAsync();
        await trigger.Registry.PushAsync(second, "acme/web:1.1", Cancellation);
        await trigger.Registry.PushAsync(third, "acme/web:1.2", Cancellation);
        await server.StartAsync(Cancellation);

        var lines = await trigger.LinesAsync(3, Cancellation);
        await trigger.ShouldRunAsync(lines[1], "1.1", second.Digest, Cancellation);
        await trigger.ShouldRunAsync(lines[2], "1.2", third.Digest, Cancellation);
        (await trigger.ExecutionsAsync(Cancellation)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task After_the_registry_was_restarted_its_next_push_starts_as_before_and_its_old_ones_do_not()
    {
        await using var server = await StartAsync();
        await using var trigger = await DockerTrigger.CreateAsync(server.Address, () => server.Client, new RegistrySetUp(), Cancellation);
        using var first = ScratchImage.Of("before");
        using var second = ScratchImage.Of("after");
        await trigger.Registry.PushAsync(first, "acme/web:1.0", Cancellation);
        await trigger.ShouldRunAsync((await trigger.LinesAsync(1, Cancellation))[0], "1.0", first.Digest, Cancellation);

        await trigger.Registry.StopAsync();
        await trigger.Registry.StartAgainAsync(Cancellation);
        await trigger.Registry.PushAsync(second, "acme/web:1.1", Cancellation);

        await trigger.ShouldRunAsync((await trigger.LinesAsync(2, Cancellation))[1], "1.1", second.Digest, Cancellation);
        await trigger.CheckAsync(Cancellation);
        (await trigger.ExecutionsAsync(Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_push_whose_proof_waits_for_the_registry_starts_once_the_registry_is_back()
    {
        await using var server = await StartAsync();
        await using var door = await LossyDoor.StartAsync();
        await using var trigger = await DockerTrigger.CreateAsync(server.Address, () => server.Client, new RegistrySetUp(), Cancellation, door.Before);
        using var image = ScratchImage.Of("patience");

        // The delivery waits in the proxy until the registry, which sent it, is gone.
        door.Holds();
        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);
        await door.Held.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await trigger.Registry.StopAsync();
        door.LetsGo();
        await Eventually.Get(() => Task.FromResult(door.Passed), passed => passed == 1, TimeSpan.FromSeconds(30), Cancellation);
        (await trigger.LinesAsync(Cancellation)).ShouldBeEmpty();
        await trigger.Registry.StartAgainAsync(Cancellation);

        await trigger.ShouldRunAsync((await trigger.LinesAsync(1, Cancellation)).ShouldHaveSingleItem(), "1.0", image.Digest, Cancellation);
    }

    private static async Task<DeployingServer> StartAsync()
    {
        var server = new DeployingServer();
        await server.InitializeAsync();
        return server;
    }
}
