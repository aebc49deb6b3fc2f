using System.Net;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Retention;
using Slipway.Registries.Callbacks;
using Slipway.Server.Identity.Provided;
using Slipway.Triggers.Upkeep;

namespace Slipway.Server;

/// <summary>What a server is told when it starts.</summary>
public sealed record ServerOptions
{
    /// <summary>The directory that holds everything the server keeps.</summary>
    public string DataDirectory { get; init; } = "./data";

    /// <summary>PostgreSQL's connection string; null for a SQLite file in the data directory.</summary>
    public string? Database { get; init; }

    /// <summary>
    /// On PostgreSQL, where the other nodes on this database reach this one: an address or a name of this machine, and a port, which is 11111 when it is 0.
    /// Null when they are all on this machine.
    /// </summary>
    public DnsEndPoint? NodeAddress { get; init; }

    /// <summary>The address to listen on; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://localhost:8080";

    /// <summary>Where registries and people reach the server, when that is not the address it listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The least important of Slipway's own messages that are logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The first administrator's password; null for a random one that is printed once.</summary>
    public string? AdministratorPassword { get; init; }

    /// <summary>Who else vouches for people, by OpenID Connect; null for nobody.</summary>
    public SignInProvider? SignInProvider { get; init; }

    /// <summary>How often webhooks are looked after.</summary>
    public UpkeepOptions Upkeep { get; init; } = new();

    /// <summary>How much of the past is kept.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>The hosts that may be called back when a delivery asks for it.</summary>
    public IReadOnlyCollection<string> CallbackHosts { get; init; } = new CallbackOptions().Hosts;

    /// <summary>The address where Prometheus reads <c>/metrics</c>, and nothing else is answered; null for none.</summary>
    public string? MetricsUrl { get; init; }

    /// <summary>How many deliveries a second one sender may bring, as a mean of ten seconds.</summary>
    public int DeliveryRate { get; init; } = 200;

    /// <summary>The proxies whose word is taken for where a request came from; none by default.</summary>
    public IReadOnlyCollection<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Without what may hold a password.</summary>
    public override string ToString() => $"{nameof(ServerOptions)} {{ {nameof(DataDirectory)} = {DataDirectory}, {nameof(Url)} = {Url}, {nameof(PublicUrl)} = {PublicUrl}, {nameof(LogLevel)} = {LogLevel} }}";
}
