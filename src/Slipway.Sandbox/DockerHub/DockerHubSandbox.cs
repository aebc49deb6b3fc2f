using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Sandbox.DockerHub.Wire;

namespace Slipway.Sandbox.DockerHub;

/// <summary>
/// A local stand-in for hub.docker.com on the loopback address: signs in, shows repositories and tags, keeps hooks and calls them when
/// something is pushed. Keeps everything in memory. A driver in another process uses the door at <c>/_sandbox</c>.
/// </summary>
public sealed class DockerHubSandbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HubState state;
    private readonly HubFaults faults;

    private DockerHubSandbox(WebApplication app, HubState state, HubFaults faults)
    {
        this.app = app;
        this.state = state;
        this.faults = faults;
        Address = new Uri(app.Urls.Single());
    }

    /// <summary>The base address that stands for <c>https://hub.docker.com</c>.</summary>
    public Uri Address { get; }

    /// <summary>Whether every request is answered with 503, as in an outage.</summary>
    public bool IsDown
    {
        get => faults.IsDown;
        set => faults.IsDown = value;
    }

    /// <summary>Starts a Hub that knows nobody and nothing.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DockerHubSandbox> StartAsync(DockerHubSandboxOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Services.AddRouting().AddLogging().AddSingleton<IHostLifetime, OwnedLifetime>();

        var app = builder.Build();
        var state = new HubState(options.TimeProvider);
        var faults = new HubFaults(app.Lifetime.ApplicationStopping);
        app.Use(faults.InvokeAsync);
        app.UseRouting();
        app.MapSignIn(state);
        app.MapRepositories(state);
        app.MapTags(state);
        app.MapHooks(state);
        app.MapDoor(state);
        app.MapFallback("/v2/{**path}", HubAnswers.NotFound);
        try
        {
            await app.StartAsync(cancellationToken);
            return new DockerHubSandbox(app, state, faults);
        }
        catch
        {
            state.Dispose();
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds an account, or changes its password. Given a namespace, it administers that namespace's repositories only; otherwise all.</summary>
    public void AddUser(string userName, string password, string? @namespace = null) =>
        state.Accounts.Add(new HubUser(userName, password, @namespace));

    /// <summary>Adds a repository, such as <c>acme/web</c>. One that is there stays as it is.</summary>
    /// <exception cref="ArgumentException"><paramref name="path"/> is not <c>namespace/name</c>.</exception>
    public void AddRepository(string path, bool isPrivate = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!state.TryAddRepository(path, isPrivate))
        {
            throw new ArgumentException($"'{path}' is not of the form namespace/name", nameof(path));
        }
    }

    /// <summary>Pushes an image, such as <c>acme/web:1.0.0</c>: the tag gets a fresh digest, and every hook of the repository is called once.</summary>
    /// <exception cref="ArgumentException">There is no such repository.</exception>
    public async Task<PushResult> PushAsync(string image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        return await state.PushAsync(image, cancellationToken)
            ?? throw new ArgumentException($"'{image}' names no repository that was added", nameof(image));
    }

    /// <summary>Sends the very bytes of an earlier push again, to every hook that the repository has now.</summary>
    public Task<PushResult> RedeliverAsync(PushResult push, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(push);
        return state.DeliverAsync(push, cancellationToken);
    }

    /// <summary>The hooks of a repository in the order of their creation; none when there is no such repository.</summary>
    public IReadOnlyList<HubHook> Hooks(string path) => state.Find(path)?.Hooks ?? [];

    /// <summary>What a hook was sent, the newest first.</summary>
    public IReadOnlyList<HubDelivery> History(string path, string slug) => state.Find(path)?.History(slug) ?? [];

    /// <summary>The digest that a tag points to; null when there is no such tag.</summary>
    public string? DigestOf(string path, string tag) => state.Find(path)?.Tags.Find(t => t.Name == tag)?.Digest;

    /// <summary>Takes a hook away as somebody at the Hub's pages would, behind our back. False when there is none.</summary>
    public bool DeleteHook(string path, string slug) => state.Find(path)?.RemoveHook(slug) ?? false;

    /// <summary>Deletes a tag as somebody at the Hub's pages would. False when there is none.</summary>
    public bool DeleteTag(string path, string tag) => state.Find(path)?.RemoveTag(tag) ?? false;

    /// <summary>Answers the next requests with a status and does nothing else.</summary>
    /// <param name="status">The HTTP status, such as 429, 500 or 503.</param>
    /// <param name="times">How many requests; at least one.</param>
    /// <param name="request">Only requests whose method and path start so, such as <c>POST /v2/users/login</c>; all when empty.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header, in whole seconds; none when null.</param>
    /// <param name="body">The body; JSON when it starts with a brace.</param>
    public void Fail(int status, int times = 1, string request = "", TimeSpan? retryAfter = null, string body = """{"message":"something went wrong"}""") =>
        faults.Order(times, request, (context, _) => HubFaults.AnswerAsync(context, status, body, retryAfter));

    /// <summary>Answers the next requests with a redirect (307, which repeats the method and the body).</summary>
    public void Redirect(Uri location, int times = 1, string request = "")
    {
        ArgumentNullException.ThrowIfNull(location);
        faults.Order(times, request, (context, _) =>
        {
            context.Response.Headers.Location = location.AbsoluteUri;
            return HubFaults.AnswerAsync(context, 307, "", null);
        });
    }

    /// <summary>Lets the next requests hang until they are released; they are carried out then.</summary>
    public HeldRequests Hold(int times = 1, string request = "")
    {
        var held = new HeldRequests();
        faults.Order(times, request, (context, next) => faults.HoldAsync(held, context, next));
        return held;
    }

    /// <summary>Carries the next requests out, and cuts the connection in place of the answer.</summary>
    public void LoseAnswer(int times = 1, string request = "") => faults.Order(times, request, HubFaults.LoseAnswerAsync);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        state.Dispose();
    }

    /// <summary>Whoever started the sandbox ends it: it does not listen to signals of its own.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
