using System.Collections.Frozen;
using Slipway.Registries.Dialects;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Intake;

/// <summary>Finds the dialect in which a webhook's deliveries are written.</summary>
public sealed class DialectBook(IEnumerable<IRegistryDialect> dialects)
{
    private readonly FrozenDictionary<string, IRegistryDialect> byServerType = dialects.ToFrozenDictionary(dialect => dialect.ServerType);

    /// <summary>The server types whose deliveries can be read.</summary>
    public IEnumerable<string> ServerTypes => byServerType.Keys.Order(StringComparer.Ordinal);

    /// <summary>The dialect of a webhook's registry.</summary>
    public IRegistryDialect Of(DockerWebhook webhook) => byServerType[webhook.ServerType];

    /// <summary>Whether some registry might have signed what has these headers.</summary>
    public bool BearsSignature(MessageHeaders headers) => byServerType.Values.OfType<ISignedDialect>().Any(dialect => dialect.IsSigned(headers));

    /// <summary>What a delivery says.</summary>
    public DialectResult Read(DockerWebhook webhook, Delivery delivery) =>
        MissedPush.Is(delivery.Headers) ? MissedPush.Read(delivery.Body)
        : Of(webhook).Read(new RegistryMessage(delivery.Headers, delivery.Body)) switch
        {
            DialectResult.Pushed pushed => Placed(webhook, pushed),
            var other => other,
        };

    /// <summary>Some registries do not say who they are; the webhook does.</summary>
    private static DialectResult.Pushed Placed(DockerWebhook webhook, DialectResult.Pushed pushed) =>
        pushed with { Pushes = [.. pushed.Pushes.Select(push => UnnamedRegistry.At(webhook.Repository, push))] };
}
