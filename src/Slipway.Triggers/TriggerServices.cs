using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution.Feed;
using Slipway.Execution.Recovery;
using Slipway.Execution.Retention;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Registries.Callbacks;
using Slipway.Triggers.Callbacks;
using Slipway.Triggers.Deciding;
using Slipway.Triggers.Events;
using Slipway.Triggers.Intake;
using Slipway.Triggers.Proof;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers;

/// <summary>Puts the triggers into a host.</summary>
public static class TriggerServices
{
    /// <summary>Adds intake, matching and registration. The host brings the stores, the dialects, the registrars and the <see cref="PublicAddress"/>.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services)
    {
        services.AddSingleton<WebhookDirectory>();
        services.AddSingleton<Feed<RegistryEvent>>();
        services.AddSingleton<DeliveryIntake>();
        services.AddSingleton<Nudges>();
        services.AddSingleton<Rush>();
        services.AddSingleton<DialectBook>();
        services.AddSingleton<Decider>();
        services.AddSingleton<Prover>();
        services.AddSingleton<Rehearsal>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<EventBook>();
        services.AddSingleton<HookUpkeep>();
        services.AddSingleton<TokenUpkeep>();
        services.AddSingleton<TriggerMeter>();
        services.AddSingleton<Reconciliation>();
        services.AddHostedService<Upkeep.Upkeep>();
        services.AddSingleton<IRetention, ActivityRetention>();
        services.AddSingleton(provider => new CallbackSender(provider.GetService<CallbackOptions>() ?? new CallbackOptions(), SpecialNetworks.IsPublic, trust: null));
        services.AddSingleton<CallbackQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<CallbackQueue>());
        services.AddSingleton<WebhookCheck>();
        services.AddSingleton<WebhookRegistration>();
        services.AddSingleton<HookGuide>();
        services.AddSingleton<IRecoverable, UndecidedDeliveries>();
        services.AddSingleton(DockerRegistryEndpoint.Type);
        services.AddSingleton<IEndpointProbe, DockerRegistryProbe>();
        return services;
    }
}
