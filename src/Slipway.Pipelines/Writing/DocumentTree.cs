using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Documents;

namespace Slipway.Pipelines.Writing;

/// <summary>Documents as trees in the key order of Code Stream's exports.</summary>
/// <param name="complete">Whether empty values are written too, as the API does; exports leave them out.</param>
internal sealed class DocumentTree(bool complete)
{
    private readonly PipelineTree _pipelines = new(complete);

    public JsonObject Of(Document document) => document switch
    {
        Pipeline pipeline => _pipelines.Of(pipeline),
        EndpointDocument endpoint => Of(endpoint),
        VariableDocument variable => Of(variable),
        CustomIntegrationDocument integration => Of(integration),
        DockerWebhookDocument webhook => Of(webhook),
        _ => throw new InvalidOperationException("The kinds of documents are closed."),
    };

    private JsonObject Of(EndpointDocument endpoint) => Start(endpoint)
        .Unless(Skips(endpoint.Description), "description", endpoint.Description)
        .With("type", endpoint.Type)
        .Unless(!complete && !endpoint.IsRestricted, "isRestricted", endpoint.IsRestricted)
        .With("properties", endpoint.Properties.AsJson())
        .WithRest(endpoint.Other);

    private JsonObject Of(VariableDocument variable) => Start(variable)
        .Unless(Skips(variable.Description), "description", variable.Description)
        .With("type", variable.Type.ToString().ToUpperInvariant())
        .Unless(variable.Value is null, "value", variable.Value)
        .WithRest(variable.Other);

    private JsonObject Of(CustomIntegrationDocument integration) => StartOf(integration)
        .Unless(Skips(integration.Version), "version", integration.Version)
        .Unless(Skips(integration.Description), "description", integration.Description)
        .With("runtime", integration.Runtime)
        .With("code", integration.Code)
        .Unless(!complete && integration.InputProperties.IsEmpty, "inputProperties", integration.InputProperties.AsJson(Of))
        .Unless(!complete && integration.OutputProperties.IsEmpty, "outputProperties", integration.OutputProperties.AsJson(Of))
        .WithRest(integration.Other);

    private JsonObject Of(CustomInput input) => new JsonObject { ["name"] = input.Name, ["type"] = input.Type }
        .Unless(Skips(input.Title), "title", input.Title)
        .Unless(Skips(input.PlaceHolder), "placeHolder", input.PlaceHolder)
        .Unless(input.DefaultValue is null, "defaultValue", input.DefaultValue?.DeepClone())
        .Unless(!complete && !input.Required, "required", input.Required)
        .Unless(!complete && !input.Bindable, "bindable", input.Bindable)
        .WithRest(input.Other);

    private JsonObject Of(CustomOutput output) => new JsonObject { ["name"] = output.Name, ["type"] = output.Type }
        .Unless(Skips(output.Title), "title", output.Title)
        .WithRest(output.Other);

    private JsonObject Of(DockerWebhookDocument webhook) => Start(webhook)
        .Unless(Skips(webhook.Description), "description", webhook.Description)
        .With("enabled", webhook.Enabled)
        .With("endpoint", webhook.Endpoint)
        .Unless(Skips(webhook.ServerType), "serverType", webhook.ServerType)
        .Unless(Skips(webhook.RepoName), "repoName", webhook.RepoName)
        .Unless(Skips(webhook.ImageNameRegExPattern), "imageNameRegExPattern", webhook.ImageNameRegExPattern)
        .Unless(Skips(webhook.TagNamePattern), "tagNamePattern", webhook.TagNamePattern)
        .With("pipeline", webhook.Pipeline)
        .Unless(!complete && webhook.Input.Count is 0, "input", webhook.Input.AsJson())
        .Unless(webhook.RefreshToken is null, "refreshToken", webhook.RefreshToken)
        .Unless(webhook.SecretToken is null, "secretToken", webhook.SecretToken)
        .Unless(Skips(webhook.Slug), "slug", webhook.Slug)
        .Unless(!complete && webhook.Proof is ProofPolicy.Preferred, "proof", webhook.Proof.Wire())
        .Unless(!complete && !webhook.LatestWins, "latestWins", webhook.LatestWins)
        .Unless(!complete && webhook.Reconcile, "reconcile", webhook.Reconcile)
        .Unless(!complete && webhook.AllowedSources.IsEmpty, "allowedSources", webhook.AllowedSources.AsJson(source => JsonValue.Create(source)))
        .Unless(Skips(webhook.Sender), "sender", webhook.Sender)
        .Unless(!complete && !webhook.Callback, "callback", webhook.Callback)
        .WithRest(webhook.Other);

    // It belongs to the server, so that there is no project to tell of.
    private JsonObject StartOf(CustomIntegrationDocument integration)
    {
        var start = Start(integration);
        if (Skips(integration.Project))
        {
            start.Remove("project");
        }

        return start;
    }

    private static JsonObject Start(Document document) =>
        new() { ["project"] = document.Project, ["kind"] = document.Kind, ["name"] = document.Name };

    private bool Skips(string text) => !complete && text.Length is 0;
}
