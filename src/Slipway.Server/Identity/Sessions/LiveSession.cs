using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Slipway.Server.Identity.Sessions;

/// <summary>Who sits at an open page. A page sends no cookies while it is open: without this it would stay open after its session has ended.</summary>
internal sealed partial class LiveSession : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    /// <summary>How often an open page looks whether its session still stands. What it does is asked about at once.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly ILogger<LiveSession> logger;
    private CancellationTokenSource watch = new();

    public LiveSession(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LiveSession> logger)
    {
        this.scopes = scopes;
        this.clock = clock;
        this.logger = logger;
        AuthenticationStateChanged += Restart;
    }

    /// <summary>The watch over the session that is there; ends with it.</summary>
    public Task Watching { get; private set; } = Task.CompletedTask;

    /// <summary>How often nothing was to be done until time has passed.</summary>
    public int Waits { get; private set; }

    /// <summary>Somebody has seen that the session stands no longer.</summary>
    public void End() => SetAuthenticationState(Task.FromResult(Nobody));

    public void Dispose()
    {
        AuthenticationStateChanged -= Restart;
        watch.Cancel();
        watch.Dispose();
    }

    private void Restart(Task<AuthenticationState> state)
    {
        watch.Cancel();
        watch.Dispose();
        watch = new();
        Watching = WatchAsync(state, watch.Token);
    }

    private async Task WatchAsync(Task<AuthenticationState> state, CancellationToken cancellationToken)
    {
        try
        {
            var person = (await state).User;
            while (person.Identity is { IsAuthenticated: true })
            {
                var left = (Session.ExpiresAt(person) - clock.GetUtcNow()) ?? Rest;
                var wait = Task.Delay(left < Rest ? TimeSpan.FromTicks(Math.Max(left.Ticks, 0)) : Rest, clock, cancellationToken);
                Waits++;
                await wait;
                if (!await StandsAsync(person))
                {
                    End();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            // Who cannot be asked about is let go: they can sign in again as soon as it works.
            LogUnsure(e);
            End();
        }
    }

    private async Task<bool> StandsAsync(ClaimsPrincipal person)
    {
        if (Session.ExpiresAt(person) is { } expires && clock.GetUtcNow() >= expires)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LiveStamp>().FindAsync(person) is not null;
    }

    [LoggerMessage(5010, LogLevel.Warning, "Whether a session still stands could not be found out; the page is signed out.")]
    private partial void LogUnsure(Exception exception);
}
