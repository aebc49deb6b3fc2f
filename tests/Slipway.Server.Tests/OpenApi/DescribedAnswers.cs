using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace Slipway.Server.Tests.OpenApi;

/// <summary>Stands on the way of every answer and holds it against what the API's description says of it: its status, its type and its shape.</summary>
internal sealed class DescribedAnswers : DelegatingHandler
{
    private readonly JsonObject document;
    private readonly List<(Regex Path, string Template)> templates;
    private readonly Dictionary<string, JsonSchema> schemas = [];

    public DescribedAnswers(JsonObject document)
        : base(new SocketsHttpHandler())
    {
        this.document = document;
        templates =
        [
            .. document["paths"]!.AsObject().Select(path => path.Key).OrderBy(template => template.Count(c => c is '{'))
                .Select(template => (new Regex($"^{Regex.Replace(template, @"\{\w+\}", "[^/]+")}$"), template)),
        ];
    }

    /// <summary>What was answered in another way than is said, by operation.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The operations that were called, each with the statuses that it answered.</summary>
    public Dictionary<string, SortedSet<int>> Called { get; } = [];

    /// <summary>All operations, such as <c>GET /codestream/api/pipelines</c>.</summary>
    public IEnumerable<string> Described =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select $"{operation.Key.ToUpperInvariant()} {path.Key}";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var template = templates.FirstOrDefault(known => known.Path.IsMatch(Uri.UnescapeDataString(request.RequestUri!.AbsolutePath))).Template;
        var name = $"{request.Method} {template ?? request.RequestUri!.AbsolutePath}";
        if (template is null || document["paths"]![template]![request.Method.Method.ToLowerInvariant()] is not { } operation)
        {
            Wrong.Add($"{name} is not described");
            return response;
        }

        Called.TryAdd(name, []);
        Called[name].Add((int)response.StatusCode);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Wrong.AddRange((await WrongAsync(operation, response, text)).Select(wrong => $"{name} → {(int)response.StatusCode}: {wrong}: {text[..Math.Min(text.Length, 400)]}"));
        return response;
    }

    private async Task<IReadOnlyList<string>> WrongAsync(JsonNode operation, HttpResponseMessage response, string text)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (operation["responses"]![status] is not { } described)
        {
            return ["the status is not described"];
        }

        if (described["$ref"] is { } shared)
        {
            described = document["components"]!["responses"]![shared.GetValue<string>().Split('/')[^1]]!;
        }

        if (described["content"] is null)
        {
            return text.Length == 0 ? [] : ["a body is not described"];
        }

        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        return described["content"]?[type] is not { } content ? [$"the type '{type}' is not described"]
            : type is not "application/json" || content["schema"] is not { } schema ? []
            : [.. (await SchemaAsync(schema)).Validate(text).Select(error => $"{error.Path}: {error.Kind}")];
    }

    // As draft-07 has it, for that is what the validator reads.
    private async Task<JsonSchema> SchemaAsync(JsonNode schema)
    {
        var key = schema.ToJsonString();
        if (!schemas.TryGetValue(key, out var known))
        {
            var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["definitions"] = document["components"]!["schemas"]!.DeepClone() };
            schemas[key] = known = await JsonSchema.FromJsonAsync(whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
        }

        return known;
    }
}
