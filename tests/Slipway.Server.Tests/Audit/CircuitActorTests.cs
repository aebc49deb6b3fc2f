using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Shouldly;
using Slipway.Projects.Resources;
using Slipway.Server.Audit;
using Xunit;

namespace Slipway.Server.Tests.Audit;

public sealed class CircuitActorTests
{
    [Fact]
    public async Task What_somebody_does_on_an_open_page_is_done_by_them_from_where_their_connection_came()
    {
        var circuit = new CircuitActor(new Somebody());
        using (Actor.Begin(new Actor("whoever connected", "192.0.2.7")))
        {
            await circuit.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        }

        Actor? seen = null;
        await circuit.CreateInboundActivityHandler(_ =>
        {
            seen = Actor.Current;
            return Task.CompletedTask;
        })(null!);

        seen.ShouldBe(new Actor("ada", "192.0.2.7"));
        Actor.Current.ShouldBe(Actor.Server);
    }

    private sealed class Somebody : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ada")], "test"))));
    }
}
