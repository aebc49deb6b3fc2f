using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>A refusal, as the API machinery words it. Messages follow k8s.io/apimachinery/pkg/api/errors.</summary>
internal sealed record ApiFailure(int Code, string Reason, string Message)
{
    public JsonObject? Details { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public static ApiFailure NotFound(ResourceKind kind, string name) => new(404, "NotFound", $"{kind.GroupResource} \"{name}\" not found")
    {
        Details = About(kind, name),
    };

    public static ApiFailure AlreadyExists(ResourceKind kind, string name) => new(409, "AlreadyExists", $"{kind.GroupResource} \"{name}\" already exists")
    {
        Details = About(kind, name),
    };

    public static ApiFailure Conflict(ResourceKind kind, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {kind.GroupResource} \"{name}\": {why}") { Details = About(kind, name) };

    public static ApiFailure Modified(ResourceKind kind, string name) =>
        Conflict(kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiFailure Invalid(ResourceKind kind, string name, IReadOnlyList<FieldProblem> problems)
    {
        var told = problems.Select(problem => $"{problem.Field}: {problem.Message}").Distinct().ToList();
        var list = told.Count == 1 ? told[0] : $"[{string.Join(", ", told)}]";
        return new(422, "Invalid", $"{kind.QualifiedKind} \"{name}\" is invalid: {list}")
        {
            Details = new JsonObject
            {
                ["name"] = name,
                ["group"] = kind.Group,
                ["kind"] = kind.Kind,
                ["causes"] = new JsonArray([.. problems.Select(problem => (JsonNode)new JsonObject
                {
                    ["reason"] = problem.Reason,
                    ["message"] = problem.Message,
                    ["field"] = problem.Field,
                })]),
            },
        };
    }

    public static ApiFailure BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiFailure Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiFailure NoSuchResource() => new(404, "NotFound", "the server could not find the requested resource") { Details = [] };

    public static ApiFailure MethodNotAllowed() => new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource") { Details = [] };

    public static ApiFailure TooLarge(long limit) => new(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}");

    public static ApiFailure UnsupportedMediaType(string accepted) =>
        new(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {accepted}");

    public static ApiFailure Expired(string message) => new(410, "Expired", message);

    public static ApiFailure Internal(string message) => new(500, "InternalError", $"Internal error occurred: {message}");

    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = Reason,
        };
        var details = (JsonObject?)Details?.DeepClone();
        if (RetryAfterSeconds is { } seconds)
        {
            (details ??= [])["retryAfterSeconds"] = seconds;
        }

        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = Code;
        return status;
    }

    private static JsonObject About(ResourceKind kind, string name)
    {
        var details = new JsonObject { ["name"] = name };
        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        details["kind"] = kind.Plural;
        return details;
    }
}
