using Slipway.Execution.Catalog;
using Slipway.Execution.Preview;
using Slipway.Pipelines.Documents;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Events;
using Slipway.Triggers.Matching;
using Slipway.Triggers.Proof;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Deciding;

/// <summary>Says what a webhook would make of a push, and runs nothing.</summary>
public sealed class Rehearsal(IPipelineCatalog pipelines, TokenCheck tokens, Prover prover, ExecutionPreview preview, TimeProvider clock)
{
    /// <summary>What would happen if that were pushed now.</summary>
    public async Task<Rehearsed> RunAsync(DockerWebhook webhook, ImageReference image, CancellationToken cancellationToken)
    {
        var push = new ImagePushed(image.Repository, image.Tag ?? new Tag("latest"), image.Digest, clock.GetUtcNow(), PushedBy: "", Owner: image.Repository.Namespace);
        var rehearsed = new Rehearsed(
            EventOutcome.Ignored,
            Matcher.Match(webhook, push) ?? "",
            Filter.Matches(webhook.ImageNamePattern, push.Repository.ToString()),
            Filter.Matches(webhook.TagPattern, push.Tag.Value));
        if (rehearsed.Message.Length > 0)
        {
            return rehearsed;
        }

        if (await pipelines.FindAsync(webhook.Project, webhook.Pipeline, cancellationToken) is not { } pipeline)
        {
            return rehearsed.Fails($"Project '{webhook.Project}' has no pipeline '{webhook.Pipeline}' any more. Choose another one in the webhook.");
        }

        var found = await tokens.RunAsync(webhook.ApiToken, webhook.Project, webhook.Owner, isUsed: false, cancellationToken);
        if (found is Runner.Nobody nobody)
        {
            return rehearsed.Fails(nobody.Message);
        }

        var runner = (Runner.Person)found;

        var proof = webhook.Proof is ProofPolicy.Off ? null : await prover.AskAsync(webhook, push, cancellationToken);
        var given = Matcher.InputFor(webhook, push with { Digest = (proof as InspectionResult.Found)?.Digest ?? push.Digest });
        var execution = await preview.RunAsync(pipeline.Id, pipeline.Definition, given, runner.Name, cancellationToken);
        rehearsed = rehearsed with { Proof = Said(webhook, proof), RunsAs = runner.Name, Execution = execution };
        return !pipeline.Definition.Enabled ? rehearsed.Fails($"Pipeline '{webhook.Pipeline}' is disabled. Enable it first.")
            : execution.Missing.Count > 0 ? rehearsed.Fails($"Pipeline '{webhook.Pipeline}' needs a value for: {string.Join(", ", execution.Missing)}.")
            : proof is InspectionResult.Missing missing ? rehearsed with { Outcome = EventOutcome.Rejected, Message = missing.Message }
            : proof is InspectionResult.Refused refused && webhook.Proof is ProofPolicy.Required ? rehearsed.Fails(refused.Message)
            : rehearsed with { Outcome = EventOutcome.Started, Message = $"Would start pipeline '{webhook.Pipeline}' as {runner.Name}." };
    }

    private static string Said(DockerWebhook webhook, InspectionResult? proof) => proof switch
    {
        null => "The registry is not asked.",
        InspectionResult.Found found => $"The registry has it: {found.Digest}.",
        InspectionResult.Missing missing => missing.Message,
        InspectionResult.Refused refused => webhook.Proof is ProofPolicy.Required ? refused.Message : $"Not confirmed, and started all the same: {refused.Message}",
        _ => throw new ArgumentOutOfRangeException(nameof(proof), proof, null),
    };
}

/// <summary>What would happen.</summary>
/// <param name="Outcome">What would come of the push.</param>
/// <param name="Message">Why.</param>
/// <param name="ImageMatches">Whether the image filter holds.</param>
/// <param name="TagMatches">Whether the tag filter holds.</param>
public sealed record Rehearsed(EventOutcome Outcome, string Message, bool ImageMatches, bool TagMatches)
{
    /// <summary>What the registry says; empty when it did not come to asking.</summary>
    public string Proof { get; init; } = "";

    /// <summary>In whose name it would run; empty when it did not come to that.</summary>
    public string RunsAs { get; init; } = "";

    /// <summary>What would be run; null when it did not come to that.</summary>
    public PreviewedExecution? Execution { get; init; }

    internal Rehearsed Fails(string message) => this with { Outcome = EventOutcome.Failed, Message = message };
}
