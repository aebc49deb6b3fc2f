using Slipway.Execution.Catalog;
using Slipway.Execution.State;
using Slipway.Execution.Statistics;
using Slipway.Execution.Store;
using Slipway.Pipelines;
using Slipway.Projects.Listing;
using Slipway.Triggers.Events;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Dashboard;

/// <summary>Gathers what the dashboard shows of pipelines and triggers.</summary>
internal sealed class DashboardReader(
    IPipelineStore pipelines,
    IExecutionHistory history,
    IWebhookStore webhooks,
    IWebhookHealthStore healths,
    IEventQueries events,
    TimeProvider clock)
{
    /// <summary>How far back the figures of pipelines go.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    // The pages are as quick where a million executions are kept.
    private const int MostPipelines = 500;
    private const int MostOfEach = 100;
    private const int MostOfOne = 5_000;
    private const int MostWebhooks = 500;
    private const int RecentOnes = 20;

    /// <summary>The pipelines that ran last, the latest first.</summary>
    /// <param name="projects">Of these projects; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<IReadOnlyList<PipelineFigures>> PipelinesAsync(IReadOnlySet<string>? projects, int most, CancellationToken cancellationToken)
    {
        var known = await pipelines.ListAsync(new ListQuery { Take = MostPipelines }, projects, cancellationToken);
        var last = await history.LastAskedForAsync([.. known.Items.Select(pipeline => pipeline.Id)], cancellationToken);
        var shown = known.Items.OrderByDescending(pipeline => last.GetValueOrDefault(pipeline.Id)).Take(most).ToList();
        var past = (await history.SinceAsync(clock.GetUtcNow() - Period, [.. shown.Select(pipeline => pipeline.Id)], MostOfEach, cancellationToken)).ToLookup(execution => execution.PipelineId);
        var completed = (await history.LastCompletedAsync([.. shown.Select(pipeline => pipeline.Id)], cancellationToken)).ToDictionary(execution => execution.PipelineId);
        return shown.ConvertAll(pipeline => new PipelineFigures(
            pipeline, PipelineStatistics.Of(past[pipeline.Id]), [.. past[pipeline.Id].Take(RecentOnes).Reverse()], completed.GetValueOrDefault(pipeline.Id)));
    }

    /// <summary>How one pipeline has fared.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="period">How far back.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<PipelineFigures> PipelineAsync(CatalogedPipeline pipeline, TimeSpan period, CancellationToken cancellationToken)
    {
        var past = await history.SinceAsync(clock.GetUtcNow() - period, [pipeline.Id], MostOfOne, cancellationToken);
        var completed = await history.LastCompletedAsync([pipeline.Id], cancellationToken);
        return new PipelineFigures(pipeline, PipelineStatistics.Of(past), [.. past.Take(RecentOnes).Reverse()], completed is [var last, ..] ? last : null);
    }

    /// <summary>Webhooks with how they fare, those that something is wrong with first.</summary>
    /// <param name="projects">Of these projects; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<IReadOnlyList<TriggerFigures>> TriggersAsync(IReadOnlySet<string>? projects, int most, CancellationToken cancellationToken)
    {
        var known = (await webhooks.ListAsync(new ListQuery { Take = MostWebhooks }, projects, cancellationToken)).Items;
        var health = await healths.FindAsync([.. known.Select(webhook => webhook.Id)], cancellationToken);
        var figures = new List<TriggerFigures>();
        foreach (var webhook in known.OrderByDescending(webhook => health.GetValueOrDefault(webhook.Id)?.IsUnwell is true).Take(most))
        {
            figures.Add(new TriggerFigures(webhook, health.GetValueOrDefault(webhook.Id), await events.LastPushAsync(webhook.Id, webhook.Name, cancellationToken)));
        }

        return figures;
    }
}

/// <summary>How a pipeline fares.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Statistics">Over the time that was asked for.</param>
/// <param name="Recent">The last executions, the oldest first.</param>
/// <param name="LastCompleted">The last execution that ended well; null when there is none.</param>
public sealed record PipelineFigures(CatalogedPipeline Pipeline, PipelineStatistics Statistics, IReadOnlyList<PastExecution> Recent, ExecutionState? LastCompleted)
{
    /// <summary>The image that was deployed last, such as <c>acme/web:1.4.2</c>; null when no push brought one.</summary>
    public string? LastImage =>
        LastCompleted?.Input is { } input && input.TryGetValue(InjectedInputs.Image, out var image) && image?.ToString() is { Length: > 0 } name
            ? input.TryGetValue(InjectedInputs.Tag, out var tag) && tag?.ToString() is { Length: > 0 } text ? $"{name}:{text}" : name
            : null;
}

/// <summary>How a webhook fares.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Health">As it was last looked after; null for never.</param>
/// <param name="Last">What came of the last push; null when none came.</param>
public sealed record TriggerFigures(DockerWebhook Webhook, WebhookHealth? Health, RegistryEvent? Last);
