using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Server.Access;

namespace Slipway.Server.OpenApi;

/// <summary>The description of the API (OpenAPI 3.1), made of the routes that there are and what <see cref="Operations"/> say of them.</summary>
internal static class OpenApiDocument
{
    private const string Prefix = "/codestream/api";
    private const string OtherPrefix = "/pipeline/api";

    private const string About = """
        Code Stream's API, as its clients speak it. `/pipeline/api` serves the same as `/codestream/api`.

        Sign in at `/csp/gateway/am/api/login` with name and password, or exchange an API token at `/iaas/api/login`; send what comes back as `Authorization: Bearer`.
        What a caller may not know of answers 404, what their role does not allow 403. Lists take `$filter`, `$orderby`, `$top` and `$skip`, or `page` and `$size`.
        """;

    /// <summary>The document.</summary>
    public static JsonObject Create(EndpointDataSource routes)
    {
        var paths = new JsonObject();
        foreach (var (method, path, need) in Described(routes).OrderBy(route => route.Path, StringComparer.Ordinal))
        {
            var operation = Operations.All[Key(method, path)];
            paths[path] ??= new JsonObject();
            paths[path]![method.ToLowerInvariant()] = Written(operation, path, need);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Slipway", ["version"] = "2019-10-17", ["description"] = About },
            ["tags"] = new JsonArray([.. Operations.All.Values.Select(operation => operation.Tag).Distinct().Select(tag => new JsonObject { ["name"] = tag })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = Schemas.All(),
                ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" } },
            },
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
        };
    }

    /// <summary>The routes that the document is about: those that say what they need, and those that let programs in.</summary>
    public static IEnumerable<(string Method, string Path, Need? Need)> Described(EndpointDataSource routes) =>
        from route in routes.Endpoints.OfType<RouteEndpoint>()
        // A page of the console may be called like an operation: /pipelines.
        where route.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null
        let need = route.Metadata.GetMetadata<Need>()
        let path = Plain("/" + route.RoutePattern.RawText!.Trim('/'))
        where (need is not null && !path.StartsWith(OtherPrefix, StringComparison.Ordinal)) || Operations.All.ContainsKey(Key("POST", path)) && need is null && !path.StartsWith(OtherPrefix, StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, path, need);

    /// <summary>How <see cref="Operations.All"/> names an operation.</summary>
    public static string Key(string method, string path) =>
        $"{method} {(path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path)}";

    /// <summary>Without the constraints: <c>{id}</c> for <c>{id:guid}</c>.</summary>
    private static string Plain(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @"\{(\w+):\w+\}", "{$1}");

    private static JsonObject Written(Operation operation, string path, Need? need)
    {
        var written = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
            ["description"] = string.Join(' ', ((string[])[operation.Description, Needed(need)]).Where(text => text.Length > 0)),
            ["parameters"] = new JsonArray([.. PathParameters(path), .. ListParameters(operation), .. operation.Query.Select(parameter => Parameter(parameter.Name, "query", parameter.Description))]),
            ["responses"] = Responses(operation, need, path),
        };
        if (operation.Request is { } request)
        {
            var content = new JsonObject { ["schema"] = Schemas.Ref(request) };
            if (operation.Example is { } example)
            {
                content["example"] = example.DeepClone();
            }

            written["requestBody"] = new JsonObject { ["required"] = operation.Example is not null, ["content"] = new JsonObject { [operation.RequestType] = content } };
        }

        if (need is null)
        {
            written["security"] = new JsonArray();
        }

        return written;
    }

    private static string Needed(Need? need) => need switch
    {
        null => "Anybody may call it.",
        { Permission: null } => "Needs to be signed in.",
        { IsOfServer: true } => "Needs an administrator of the server.",
        { Permission: { } permission } when AccessTable.LeastRole(permission) is { } role => $"Needs the role {role.ToString().ToLowerInvariant()} in the project.",
        _ => "Needs an administrator of the server.",
    };

    private static IEnumerable<JsonObject> PathParameters(string path) =>
        System.Text.RegularExpressions.Regex.Matches(path, @"\{(\w+)\}").Select(match => Parameter(match.Groups[1].Value, "path", match.Groups[1].Value switch
        {
            "id" => "Its id, a UUID.",
            "project" => "The project's name.",
            "index" => "The execution's number within its pipeline, from 1.",
            "user" => "The person's user name.",
            _ => $"Its {match.Groups[1].Value}.",
        }));

    private static IEnumerable<JsonObject> ListParameters(Operation operation) => operation.Fields is not { } fields ? [] :
    [
        Parameter("$filter", "query", $"Such as (name eq 'x') and (startswith(project, 'a')); eq, ne, gt, ge, lt, le, and, or, not, startswith, substringof, toupper, tolower. Fields: {string.Join(", ", fields.All.Select(field => field.Name))}."),
        Parameter("$orderby", "query", "Such as name desc, project."),
        Parameter("$top", "query", "How many at most."),
        Parameter("$skip", "query", "How many to pass over."),
        Parameter("page", "query", "From 0, with $size."),
        Parameter("$size", "query", "How many on a page."),
    ];

    private static JsonObject Parameter(string name, string place, string description) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = place is "path",
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Responses(Operation operation, Need? need, string path)
    {
        var responses = new JsonObject
        {
            [operation.Status.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["description"] = "Done.",
                ["content"] = new JsonObject(operation.OtherResponses.Prepend((operation.ResponseType, operation.Response ?? Schemas.AnyObject))
                    .Select(answer => KeyValuePair.Create(answer.Item1, (JsonNode?)new JsonObject { ["schema"] = Schemas.Ref(answer.Item2) }))),
            },
            ["400"] = Failure("Something in the request is wrong; the message says what and what would be right."),
            ["401"] = Failure("Nobody is signed in, or the token is not good any more."),
        };
        if (need?.Permission is not null)
        {
            responses["403"] = Failure("The caller's role is too small; the message names the one that is needed.");
        }

        if (path.Contains('{', StringComparison.Ordinal))
        {
            responses["404"] = Failure("There is no such thing, or the caller may not know of it.");
        }

        if (operation.Id.EndsWith("GET", StringComparison.Ordinal) is false)
        {
            responses["409"] = Failure("The name is taken, something uses it, or somebody else changed it.");
        }

        if (operation is { Request: not null, RequestType: Operation.Json, ReadsAnyType: false })
        {
            responses["415"] = Failure("The body is not sent as JSON.");
        }

        foreach (var (status, description, schema) in operation.Failures)
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = Failure(description, schema);
        }

        return responses;
    }

    private static JsonObject Failure(string description, string? schema = Schemas.Error)
    {
        var failure = new JsonObject { ["description"] = description };
        if (schema is not null)
        {
            failure["content"] = new JsonObject { [Operation.Json] = new JsonObject { ["schema"] = Schemas.Ref(schema) } };
        }

        return failure;
    }
}
