using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Slipway.Projects.Resources;

namespace Slipway.Server.Audit;

/// <summary>Says who is at work when somebody does something on an open page, which comes over a connection that was made long before.</summary>
internal sealed class CircuitActor(AuthenticationStateProvider authentication) : CircuitHandler
{
    private string? address;

    // The connection's own request is still around here; when the browser has to connect anew, it may be at another address.
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        address = Actor.Current.Address;
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User.Identity;
        using (Actor.Begin(new Actor(person is { IsAuthenticated: true, Name: { } name } ? name : Actor.Server.Name, address)))
        {
            await next(context);
        }
    };
}
