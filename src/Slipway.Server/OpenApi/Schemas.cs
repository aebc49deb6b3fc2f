using System.Text.Json.Nodes;
using Slipway.Pipelines.Schema;

namespace Slipway.Server.OpenApi;

/// <summary>The shapes of bodies. Those of documents are the language's own schema; what the server adds to them is added here.</summary>
internal static class Schemas
{
    public const string Pipeline = "pipeline";
    public const string Endpoint = "endpoint";
    public const string Variable = "variable";
    public const string CustomIntegration = "customIntegration";
    public const string Webhook = "dockerWebhook";
    public const string Execution = "execution";
    public const string UserOperation = "userOperation";
    public const string UserOpResponse = "userOpResponse";
    public const string Error = "error";
    public const string LoginError = "loginError";
    public const string TokenError = "tokenError";
    public const string ExecutionStarted = "executionStarted";
    public const string Event = "registryEvent";
    public const string Delivered = "delivered";
    public const string Delivery = "delivery";
    public const string Replayed = "replayed";
    public const string ReplayedMany = "replayedMany";
    public const string ReplayRequest = "replayRequest";
    public const string TestRequest = "webhookTestRequest";
    public const string Rehearsed = "webhookTest";
    public const string WebhookHealth = "webhookHealth";
    public const string HookSetup = "hookSetup";
    public const string PipelineVersion = "pipelineVersion";
    public const string IntegrationVersion = "customIntegrationVersion";
    public const string Project = "project";
    public const string ProjectPage = "projectPage";
    public const string Member = "member";
    public const string User = "user";
    public const string Token = "apiToken";
    public const string AuditEntry = "auditEntry";
    public const string About = "about";
    public const string Preferences = "userPreferences";
    public const string Certificates = "certificates";
    public const string Validation = "endpointValidation";
    public const string Login = "login";
    public const string Bearer = "bearerToken";
    public const string Credentials = "credentials";
    public const string ApiToken = "apiTokenLogin";
    public const string ApiTokenForm = "apiTokenForm";
    public const string ExecutionRequest = "executionRequest";
    public const string ExecutionAction = "executionAction";
    public const string ExecutionTags = "executionTags";
    public const string VersionRequest = "versionRequest";
    public const string ProjectRequest = "projectRequest";
    public const string MemberRequest = "memberRequest";
    public const string UserRequest = "userRequest";
    public const string PasswordRequest = "passwordRequest";
    public const string TokenRequest = "apiTokenRequest";
    public const string AnyObject = "object";
    public const string AnyList = "list";
    public const string Text = "text";

    private static readonly string[] Resources = [Pipeline, Endpoint, Variable, CustomIntegration, Webhook];
    private static readonly string[] AlsoListed = [Execution, UserOperation, Event, PipelineVersion, IntegrationVersion, Member, User, Token, AuditEntry];

    /// <summary>The schema of a list of these.</summary>
    public static string ListOf(string schema) => $"{schema}List";

    /// <summary>All of them, by name.</summary>
    public static JsonObject All()
    {
        var all = new JsonObject
        {
            [AnyObject] = new JsonObject { ["type"] = "object" },
            [Text] = new JsonObject { ["type"] = "string" },
            [AnyList] = Envelope(AnyObject),
        };
        foreach (var (name, schema) in AnswerSchemas.All)
        {
            all[name] = schema;
        }

        foreach (var name in AlsoListed)
        {
            all[ListOf(name)] = Envelope(name);
        }

        foreach (var (name, definition) in (JsonObject)Moved(DocumentSchema.Create()["definitions"])!)
        {
            all[name] = definition!.DeepClone();
        }

        foreach (var resource in Resources)
        {
            var schema = all[resource]!.AsObject();

            // By the API, kind is told by the path, and a change names only what changes.
            schema.Remove("required");
            foreach (var (name, type) in ((string, string)[])[("id", "string"), ("_link", "string"), ("createdBy", "string"), ("createdAt", "string"), ("updatedBy", "string"), ("updatedAt", "string"), ("_createTimeInMicros", "integer"), ("_updateTimeInMicros", "integer"), ("_projectId", "string")])
            {
                schema["properties"]![name] = new JsonObject { ["type"] = type, ["readOnly"] = true };
            }

            schema["properties"]!["version"] ??= new JsonObject { ["type"] = "string", ["description"] = "Counts the changes. Sent back, it is compared." };
            all[ListOf(resource)] = Envelope(resource);
        }

        return all;
    }

    public static JsonObject Ref(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    private static JsonObject Envelope(string schema)
    {
        var envelope = Object(("count", "integer"), ("totalCount", "integer"));
        envelope["properties"]!["links"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };
        envelope["properties"]!["documents"] = new JsonObject { ["type"] = "object", ["description"] = "By their links.", ["additionalProperties"] = Ref(schema) };
        envelope["required"] = new JsonArray("count", "totalCount", "links", "documents");
        return envelope;
    }

    private static JsonObject Object(params (string Name, string Type)[] properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)new JsonObject { ["type"] = property.Type }))),
    };

    // The language's schema refers to its own definitions.
    private static JsonNode? Moved(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(pair => KeyValuePair.Create(pair.Key, pair.Key == "$ref" ? JsonValue.Create(pair.Value!.ToString().Replace("#/definitions/", "#/components/schemas/", StringComparison.Ordinal)) : Moved(pair.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Moved)]),
        _ => node?.DeepClone(),
    };
}
