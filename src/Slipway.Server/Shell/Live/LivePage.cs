using Microsoft.AspNetCore.Components;

namespace Slipway.Server.Shell.Live;

/// <summary>A page that changes while somebody looks at it.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<Action> held = [];
    private readonly CancellationTokenSource left = new();
    private bool isReading;
    private bool isDisposed;

    /// <summary>The clock of the server.</summary>
    [Inject]
    protected TimeProvider Clock { get; private set; } = null!;

    /// <summary>Calls <paramref name="merge"/> with what has changed, then redraws, until the page is left. To be called before <see cref="ReadAsync"/>.</summary>
    protected void Follow<TKey, T>(Func<Action<T>, IDisposable> subscribe, Func<T, TKey> keyOf, Action<IReadOnlyCollection<T>> merge)
        where TKey : notnull
    {
        // A page that is only rendered ahead is never seen changing.
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        var changes = new LatestChanges<TKey, T>(keyOf, latest => _ = DeliverAsync(() => merge(latest)), Clock);
        subscriptions.Add(subscribe(changes.Add));
        subscriptions.Add(changes);
    }

    /// <summary>Reads the page's data. What changes meanwhile is merged afterwards, so that nothing falls between.</summary>
    protected async Task ReadAsync(Func<Task> read)
    {
        isReading = true;
        try
        {
            await read();
        }
        finally
        {
            isReading = false;
        }

        held.ForEach(merge => merge());
        held.Clear();
    }

    /// <summary>
    /// What is returned has something read again and the page redrawn: soon, but at most once in each rest, however often it is called. For figures that follow from
    /// much and are not to be counted anew for each of it.
    /// </summary>
    protected Action Reread(Func<Task> read, TimeSpan rest)
    {
        var isDue = false;
        return () =>
        {
            if (!isDue)
            {
                isDue = true;
                _ = InvokeAsync(AgainAsync);
            }
        };

        async Task AgainAsync()
        {
            try
            {
                await Task.Delay(rest, Clock, left.Token);
                isDue = false;
                await read();
                StateHasChanged();
            }
            catch (OperationCanceledException) when (isDisposed)
            {
                // Nobody looks any more.
            }
            catch (Exception e)
            {
                await DispatchExceptionAsync(e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the feeds.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
        isDisposed = true;
        left.Cancel();
        subscriptions.ForEach(subscription => subscription.Dispose());
        subscriptions.Clear();
    }

    // The circuit owns what goes wrong here, as it does for what goes wrong in an event handler.
    private Task DeliverAsync(Action merge) => InvokeAsync(async () =>
    {
        if (isDisposed)
        {
            return;
        }

        if (isReading)
        {
            held.Add(merge);
            return;
        }

        try
        {
            merge();
            StateHasChanged();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    });
}
