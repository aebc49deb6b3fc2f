using Microsoft.AspNetCore.Identity;
using Slipway.Projects.Audit;
using Slipway.Projects.Resources;
using Slipway.Server.Identity;

namespace Slipway.Server.Audit;

/// <summary>Records who came in, who did not, and who left. Passwords and tokens do not come near it.</summary>
internal sealed class SignIns(IAuditLog audit, Ration ration)
{
    /// <summary>From here on this person is at work, at the address from which the request came.</summary>
    public static IDisposable Begin(IdentityUser person) => Actor.Begin(Actor.Current with { Name = person.UserName! });

    /// <summary>Somebody showed who they are.</summary>
    /// <param name="person">The person.</param>
    /// <param name="how">A sentence.</param>
    /// <param name="cancellationToken">Stops the record.</param>
    public Task SucceededAsync(IdentityUser person, string how, CancellationToken cancellationToken) =>
        RecordAsync(person.UserName!, new AuditEvent(AuditActions.SignIn, AuditKinds.Session, person.UserName!) { Resource = person.Id, Message = how }, cancellationToken);

    /// <summary>Somebody did not show who they are. It is recorded, too, when they have hung up.</summary>
    /// <param name="named">What they called themselves.</param>
    /// <param name="person">The person of that name; null when there is none.</param>
    /// <param name="why">A sentence.</param>
    public async Task FailedAsync(string named, IdentityUser? person, string why)
    {
        if (ration.Take(RemoteAddresses.Sender(Actor.Current.Address)) is { } others)
        {
            await RecordAsync(
                person?.UserName ?? named, new AuditEvent(AuditActions.SignInFailed, AuditKinds.Session, named) { Resource = person?.Id, Message = why + others }, CancellationToken.None);
        }
    }

    /// <summary>A person ended their session.</summary>
    public Task EndedAsync(string person, CancellationToken cancellationToken) =>
        RecordAsync(person, new AuditEvent(AuditActions.SignOut, AuditKinds.Session, person), cancellationToken);

    /// <summary>A person's API token was exchanged.</summary>
    public async Task ExchangedAsync(IdentityUser person, TokenUse token, CancellationToken cancellationToken)
    {
        if (token.IsFirstInHour)
        {
            await RecordAsync(person.UserName!, new AuditEvent(AuditActions.TokenUsed, AuditKinds.Token, token.Name) { Resource = $"{token.Id}" }, cancellationToken);
        }
    }

    private async Task RecordAsync(string who, AuditEvent what, CancellationToken cancellationToken)
    {
        using (Actor.Begin(Actor.Current with { Name = who }))
        {
            await audit.RecordAsync(what, cancellationToken);
        }
    }
}
