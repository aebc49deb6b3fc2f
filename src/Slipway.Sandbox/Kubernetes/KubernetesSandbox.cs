using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Sandbox.Kubernetes.Auditing;
using Slipway.Sandbox.Kubernetes.Controllers;
using Slipway.Sandbox.Kubernetes.Discovery;
using Slipway.Sandbox.Kubernetes.Faults;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes;

/// <summary>
/// A Kubernetes API server in this process, with the controllers that roll workloads out. Objects live in memory and are gone with it.
/// </summary>
public sealed class KubernetesSandbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenSource stopping;
    private readonly ObjectStore store;
    private readonly KindDirectory kinds;
    private readonly AuditTrail audit;
    private readonly FaultPlan faults;
    private readonly ControlPlane controllers;
    private readonly X509Certificate2? certificate;
    private bool disposed;

    private KubernetesSandbox(
        WebApplication app, CancellationTokenSource stopping, ObjectStore store, KindDirectory kinds, AuditTrail audit, FaultPlan faults,
        ControlPlane controllers, X509Certificate2? certificate, string token)
    {
        (this.app, this.stopping, this.store, this.kinds) = (app, stopping, store, kinds);
        (this.audit, this.faults, this.controllers, this.certificate) = (audit, faults, controllers, certificate);
        Token = token;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        CertificateAuthority = certificate?.ExportCertificatePem();
        Kubeconfig = KubeconfigText.Of(Address, token, CertificateAuthority);
    }

    /// <summary>Where the API is served.</summary>
    public Uri Address { get; }

    /// <summary>The bearer token that every request but health and version must bring.</summary>
    public string Token { get; }

    /// <summary>The PEM certificate to trust; null when the sandbox speaks plain HTTP.</summary>
    public string? CertificateAuthority { get; }

    /// <summary>The text of a kubeconfig that points here, with token and certificate.</summary>
    public string Kubeconfig { get; }

    /// <summary>Every client write so far, in order.</summary>
    public IReadOnlyList<AuditEntry> Audit => audit.Entries;

    /// <summary>Starts a cluster that holds what a fresh one holds. Throws <see cref="IOException"/> when the port is taken.</summary>
    public static async Task<KubernetesSandbox> StartAsync(KubernetesSandboxOptions options, CancellationToken cancellation)
    {
        var token = options.Token ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        var certificate = options.UseTls ? ServingCertificate.Make() : null;
        var stopping = new CancellationTokenSource();
        var store = new ObjectStore(options.WatchHistory);
        var kinds = new KindDirectory();
        var writer = new ObjectWriter(store, kinds, options.Time);
        var remover = new ObjectRemover(store, writer);
        var audit = new AuditTrail(options.AuditLog);
        var faults = new FaultPlan();
        var server = new ApiServer(
            token, faults, kinds, new DiscoveryHandler(kinds), new ReadHandler(store, options.Time),
            new WriteHandler(store, writer, remover, audit, options.Time), stopping.Token);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var app = builder.Build();
        app.Run(server.HandleAsync);

        var controllers = ControlPlane.Start(store, kinds, writer, remover, options);
        FreshCluster.Fill(writer);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await controllers.DisposeAsync();
            await app.DisposeAsync();
            audit.Dispose();
            stopping.Dispose();
            certificate?.Dispose();
            throw;
        }

        return new KubernetesSandbox(app, stopping, store, kinds, audit, faults, controllers, certificate, token);
    }

    /// <summary>A copy of the object as it is now; null when there is none. The namespace of a cluster-wide object is empty.</summary>
    public JsonObject? Find(string apiVersion, string kind, string ns, string name) =>
        kinds.OfKind(apiVersion, kind) is { } known ? store.Find(ObjectKey.Of(known, ns, name))?.Read() : null;

    /// <summary>Copies of all objects of a kind, in every namespace.</summary>
    public IReadOnlyList<JsonObject> List(string apiVersion, string kind) =>
        kinds.OfKind(apiVersion, kind) is { } known ? [.. store.List(known).Select(item => item.Read())] : [];

    /// <summary>Waits until the object is there and as wanted, and gives a copy of it.</summary>
    public async Task<JsonObject> WaitAsync(string apiVersion, string kind, string ns, string name, Func<JsonObject, bool> wanted, CancellationToken cancellation)
    {
        var feed = store.Follow();
        try
        {
            while (true)
            {
                if (Find(apiVersion, kind, ns, name) is { } found && wanted(found))
                {
                    return found;
                }

                await feed.Reader.ReadAsync(cancellation);
            }
        }
        finally
        {
            store.Unfollow(feed);
        }
    }

    /// <summary>Refuses the next requests that match, with this HTTP status and, when given, a Retry-After in whole seconds. They do nothing.</summary>
    public void FailNext(int times, Func<SandboxRequest, bool> matching, int status, TimeSpan? retryAfter = null) =>
        faults.Refuse(times, matching, status, retryAfter);

    /// <summary>Lets the next requests that match do their work, then breaks the connection before the answer.</summary>
    public void LoseNextAnswers(int times, Func<SandboxRequest, bool> matching) => faults.LoseAnswers(times, matching);

    /// <summary>Holds every new request unanswered until <see cref="Resume"/>. Watches that run already go on.</summary>
    public void Pause() => faults.Pause();

    /// <summary>Lets the held requests go on.</summary>
    public void Resume() => faults.Resume();

    /// <summary>Stops the controllers: objects stay as clients write them, no rollout moves.</summary>
    public void PauseControllers() => controllers.Pause();

    /// <summary>Lets the controllers catch up.</summary>
    public void ResumeControllers() => controllers.Resume();

    /// <summary>Forgets the history, so that watches resumed from before now are told 410.</summary>
    public void ForgetHistory() => store.Forget();

    /// <summary>Stops serving. Throws when a controller failed meanwhile, which is a bug of the sandbox that a test should not overlook.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        faults.Resume();
        await stopping.CancelAsync();
        await controllers.DisposeAsync();
        await app.DisposeAsync();
        audit.Dispose();
        stopping.Dispose();
        certificate?.Dispose();
        controllers.ThrowIfFailed();
    }
}
