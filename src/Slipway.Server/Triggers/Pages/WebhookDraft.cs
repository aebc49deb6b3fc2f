using System.Text.Json.Nodes;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Endpoints;
using Slipway.Server.Endpoints.Pages;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers.Pages;

/// <summary>What stands in the form of a webhook.</summary>
public sealed class WebhookDraft
{
    /// <summary>The name of the owning project.</summary>
    public string Project { get; set; } = "";

    /// <summary>The webhook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Free text.</summary>
    public string Description { get; set; } = "";

    /// <summary>The name of the endpoint, as long as none is to be made.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Whether an endpoint is to be made with the webhook.</summary>
    public bool IsEndpointNew { get; set; }

    /// <summary>What that one is to be called.</summary>
    public string EndpointName { get; set; } = "";

    /// <summary>Its properties.</summary>
    public Dictionary<string, string> EndpointProperties { get; } = [];

    /// <summary>The name of the pipeline.</summary>
    public string Pipeline { get; set; } = "";

    /// <summary>Values for the pipeline's inputs; a blank one means the pipeline's default.</summary>
    public Dictionary<string, string> Input { get; } = [];

    /// <summary>The API token, or <c>${var.NAME}</c>; masked while the stored one stays.</summary>
    public string ApiToken { get; set; } = "";

    /// <summary>Which images.</summary>
    public string Image { get; set; } = "";

    /// <summary>Which tags.</summary>
    public string Tag { get; set; } = "";

    /// <summary>Whether pushes start the pipeline.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether the registry is asked before a push starts anything.</summary>
    public ProofPolicy Proof { get; set; }

    /// <summary>Whether a newer push of a tag takes the place of an older one that has not started.</summary>
    public bool LatestWins { get; set; }

    /// <summary>Whether the registry is looked at for pushes that it did not tell of.</summary>
    public bool Reconcile { get; set; } = true;

    /// <summary>From where deliveries may come, an address or a network in each line.</summary>
    public string AllowedSources { get; set; } = "";

    /// <summary>The account whose signature deliveries must bear.</summary>
    public string Sender { get; set; } = "";

    /// <summary>Whether a delivery's call-back address is called.</summary>
    public bool CallsBack { get; set; }

    /// <summary>The secure token; masked while the stored one stays, blank for one that is made up.</summary>
    public string SecretToken { get; set; } = "";

    /// <summary>Inputs as they are stored: a number stays one as long as nobody writes something else.</summary>
    private IReadOnlyDictionary<string, JsonNode?> Stored { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>The form of a webhook that is there.</summary>
    public static WebhookDraft Of(DockerWebhook webhook)
    {
        var draft = new WebhookDraft
        {
            Project = webhook.Project,
            Name = webhook.Name,
            Description = webhook.Description,
            Endpoint = webhook.Endpoint,
            Pipeline = webhook.Pipeline,
            ApiToken = webhook.ApiToken switch
            {
                null => "",
                ApiTokenSource.Variable variable => variable.Text,
                _ => EndpointType.Masked,
            },
            Image = webhook.ImageNamePattern,
            Tag = webhook.TagPattern,
            Enabled = webhook.Enabled,
            Proof = webhook.Proof,
            LatestWins = webhook.LatestWins,
            Reconcile = webhook.Reconcile,
            AllowedSources = string.Join('\n', webhook.AllowedSources.Entries),
            Sender = webhook.Sender,
            CallsBack = webhook.CallsBack,
            SecretToken = EndpointType.Masked,
            Stored = webhook.Input,
        };
        foreach (var (name, value) in webhook.Input)
        {
            draft.Input[name] = value?.ToString() ?? "";
        }

        return draft;
    }

    /// <summary>The document that one would send to the API. Where an endpoint is to be made, it stands in it with its properties.</summary>
    public JsonObject ToDocument() => new()
    {
        ["project"] = Project.Trim(),
        ["name"] = Name.Trim(),
        ["description"] = Description,
        ["endpoint"] = IsEndpointNew ? ToEndpoint() : Endpoint,
        ["pipeline"] = Pipeline,
        ["input"] = new JsonObject(Input
            .Where(input => input.Value.Length > 0)
            .Select(input => KeyValuePair.Create<string, JsonNode?>(input.Key, Stored.GetValueOrDefault(input.Key) is { } stored && stored.ToString() == input.Value ? stored.DeepClone() : JsonValue.Create(input.Value)))),
        ["refreshToken"] = ApiToken.Trim(),
        ["imageNameRegExPattern"] = Image,
        ["tagNamePattern"] = Tag,
        ["enabled"] = Enabled,
        ["proof"] = Proof.Wire(),
        ["latestWins"] = LatestWins,
        ["reconcile"] = Reconcile,
        ["allowedSources"] = new JsonArray([.. AllowedSources.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => JsonValue.Create(entry))]),
        ["sender"] = Sender,
        ["callback"] = CallsBack,
        ["secretToken"] = SecretToken,
    };

    /// <summary>The document of the endpoint that is to be made.</summary>
    public JsonObject ToEndpoint() => new()
    {
        ["project"] = Project.Trim(),
        ["type"] = DockerRegistryEndpoint.Type.Name,
        ["name"] = EndpointName.Trim(),
        ["properties"] = EndpointValues.Document(DockerRegistryEndpoint.Type, EndpointProperties),
    };

    /// <summary>Field by field what is not the same in the form and in the webhook that is there; of secrets only that they are not.</summary>
    public IReadOnlyList<(string Field, string Mine, string Theirs)> DifferencesFrom(DockerWebhook theirs)
    {
        var (mine, other) = (ToDocument(), Of(theirs).ToDocument());
        return
        [
            .. mine
                .Where(field => Shown(field.Value) != Shown(other[field.Key]))
                .Select(field => field.Key switch
                {
                    "secretToken" => (WebhookLabels.Of(field.Key), "(another one)", "(as it is)"),
                    "refreshToken" => (WebhookLabels.Of(field.Key), Masked(field.Value), Masked(other[field.Key])),
                    "endpoint" when IsEndpointNew => (WebhookLabels.Of(field.Key), $"{EndpointName} (new)", Shown(other[field.Key])),
                    _ => (WebhookLabels.Of(field.Key), Shown(field.Value), Shown(other[field.Key])),
                }),
        ];
    }

    private static string Masked(JsonNode? token) => token?.ToString() is not { Length: > 0 } text ? "" : text.StartsWith("${", StringComparison.Ordinal) ? text : "(API token)";

    private static string Shown(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join('\n', list.Select(entry => entry?.ToString())),
        JsonObject values => string.Join('\n', values.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} = {entry.Value}")),
        _ => value.ToString(),
    };
}
