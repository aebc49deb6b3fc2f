using Shouldly;
using Slipway.Server.Triggers.Door;
using Xunit;

namespace Slipway.Server.Tests.Triggers.Door;

public sealed class LobbyTests
{
    private readonly Lobby lobby = new();

    [Fact]
    public void One_sender_leaves_room_for_another_and_both_together_for_nobody()
    {
        var first = Fill("192.0.2.1");
        first.Count.ShouldBe(Lobby.PlacesOfOneSource);
        var second = Fill("192.0.2.2");
        second.Count.ShouldBe(Lobby.Places - Lobby.PlacesOfOneSource);

        lobby.Enter("192.0.2.3").ShouldBeNull();
        first[0].Dispose();
        lobby.Enter("192.0.2.3").ShouldNotBeNull();
    }

    [Fact]
    public void Memory_is_given_out_once_and_comes_back_with_the_place()
    {
        var greedy = lobby.Enter("192.0.2.1")!;
        greedy.TryTake(Lobby.Bytes).ShouldBeTrue();
        var late = lobby.Enter("192.0.2.2")!;
        late.TryTake(1).ShouldBeFalse();

        greedy.Dispose();
        greedy.Dispose();

        late.TryTake(Lobby.Bytes).ShouldBeTrue();
        late.TryTake(1).ShouldBeFalse();
    }

    private List<Lobby.Place> Fill(string source)
    {
        var places = new List<Lobby.Place>();
        while (lobby.Enter(source) is { } place)
        {
            places.Add(place);
        }

        return places;
    }
}
