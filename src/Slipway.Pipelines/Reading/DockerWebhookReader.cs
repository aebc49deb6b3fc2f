using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Documents;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads a document of a Docker webhook.</summary>
internal static class DockerWebhookReader
{
    private static readonly Dictionary<string, ProofPolicy> Proofs = Enum.GetValues<ProofPolicy>().ToDictionary(policy => policy.Wire());

    public static DockerWebhookDocument Read(MapReader reader, ReadContext context)
    {
        PatternCheck.Run(reader, "imageNameRegExPattern", context);
        PatternCheck.Run(reader, "tagNamePattern", context);
        var webhook = new DockerWebhookDocument
        {
            Project = reader.RequiredText("project", "Write the name of the project that owns the webhook."),
            Name = reader.RequiredText("name", "Write a name that is unique within the project."),
            Description = reader.Text("description") ?? "",
            Endpoint = reader.RequiredText("endpoint", "Write the name of the registry's endpoint."),
            Pipeline = reader.RequiredText("pipeline", "Write the name of the pipeline that a push starts."),
            ServerType = reader.Text("serverType") ?? "",
            RepoName = reader.Text("repoName") ?? "",
            ImageNameRegExPattern = reader.Text("imageNameRegExPattern") ?? "",
            TagNamePattern = reader.Text("tagNamePattern") ?? "",
            Input = reader.Values("input"),
            RefreshToken = reader.Text("refreshToken"),
            SecretToken = reader.Text("secretToken"),
            Slug = reader.Text("slug") ?? "",
            Enabled = reader.Boolean("enabled", otherwise: true),
            Proof = reader.Word("proof", Proofs) ?? default,
            LatestWins = reader.Boolean("latestWins"),
            Reconcile = reader.Boolean("reconcile", otherwise: true),
            AllowedSources = [.. reader.Texts("allowedSources").Select(text => text.Text)],
            Sender = reader.Text("sender") ?? "",
            Callback = reader.Boolean("callback"),
            Other = reader.Rest(DocumentKeys.CarriedByWebhook, DocumentKeys.OfResource),
        };
        Collect(reader, webhook, context);
        return webhook;
    }

    private static void Collect(MapReader reader, DockerWebhookDocument webhook, ReadContext context)
    {
        VariableUses.Collect(reader.Node("input"), reader.Owner, context);
        VariableUses.Collect(reader.Node("refreshToken"), reader.Owner, context);
        if (reader.Node("endpoint") is SourceScalar endpoint)
        {
            context.Uses.Add(new Use.Endpoint(webhook.Endpoint, endpoint.Place, MapReader.Capital(reader.Owner)));
        }

        if (reader.Node("pipeline") is SourceScalar pipeline)
        {
            context.Uses.Add(new Use.OtherPipeline(webhook.Pipeline, Use.CallKind.Trigger, [.. webhook.Input.Keys, .. InjectedInputs.Docker.Names], pipeline.Place, MapReader.Capital(reader.Owner)));
        }
    }
}
