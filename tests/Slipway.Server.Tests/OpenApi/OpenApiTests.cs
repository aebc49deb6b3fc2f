using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Shouldly;
using Slipway.Server.Tests.Contract;
using Xunit;

namespace Slipway.Server.Tests.OpenApi;

public sealed partial class OpenApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_has_every_route_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var document = await server.Client.GetAsync("/openapi/v1.json", Cancellation);

        var described = (from path in document["paths"]!.AsObject() from operation in path.Value!.AsObject() select $"{operation.Key.ToUpperInvariant()} {path.Key}").ToList();
        var routes = (from route in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                      let path = Constraint().Replace("/" + route.RoutePattern.RawText!.Trim('/'), "{$1}")
                      where IsOfApi(path)
                      from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
                      select $"{method} {path}").Distinct().ToList();

        described.ShouldBe(routes, ignoreOrder: true, "an operation belongs into the table Operations");
    }

    [Fact]
    public async Task Each_operation_says_what_it_does_what_it_takes_and_what_it_answers()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var document = await server.Client.GetAsync("/openapi/v1.json", Cancellation);
        var ids = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var name = $"{method} {path}";
                ids.Add(operation!["operationId"]!.GetValue<string>());
                operation["summary"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(name);
                operation["description"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(name);
                operation["responses"]!.AsObject().Count.ShouldBeGreaterThan(1, name);
                operation["parameters"]!.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "path").Select(parameter => $"{{{parameter!["name"]}}}")
                    .ShouldBe(PathParameter().Matches(path).Select(match => match.Value), name);
            }
        }

        ids.ShouldBeUnique();
        ids.ShouldContain("getPipelineByNameUsingGET");
        ids.ShouldContain("importYamlUsingPOST");
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_without_an_error()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var text = await server.Client.GetTextAsync("/openapi/v1.json", Cancellation);

        var read = Microsoft.OpenApi.OpenApiDocument.Parse(text, "json");

        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Document!.Paths.Count.ShouldBeGreaterThan(40);
        foreach (Match reference in Reference().Matches(text))
        {
            read.Document.Components!.Schemas!.ShouldContainKey(reference.Groups[1].Value);
        }
    }

    [Fact]
    public async Task Every_example_works()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await WireClient.SignInAsync(server.Http);
        var document = await server.Client.GetAsync("/openapi/v1.json", Cancellation);
        var sent = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                if (operation!["requestBody"]?["content"]?.AsObject().First() is not { Value: { } content, Key: var type } || content["example"] is not { } example || path.Contains("login", StringComparison.Ordinal) || path.Contains('{', StringComparison.Ordinal))
                {
                    continue;
                }

                // The example of projects stands at both paths.
                var body = path.StartsWith("/project-service", StringComparison.Ordinal) ? """{"name": "another"}""" : example is JsonValue text ? text.GetValue<string>() : example.ToJsonString();
                var (status, answer) = await wire.SendAsync(method.ToUpperInvariant(), path, body, type, "*/*");
                ((int)status).ShouldBe(int.Parse(operation["responses"]!.AsObject().First().Key, System.Globalization.CultureInfo.InvariantCulture), $"{method} {path}: {answer}");
                sent++;
            }
        }

        sent.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public async Task Only_who_is_signed_in_may_read_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        using var answer = await server.Http.GetAsync("/openapi/v1.json", Cancellation);

        answer.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    private static bool IsOfApi(string path) =>
        path.StartsWith("/codestream/api/", StringComparison.Ordinal) || path.StartsWith("/csp/", StringComparison.Ordinal) || path.StartsWith("/iaas/", StringComparison.Ordinal)
        || path.StartsWith("/project-service/", StringComparison.Ordinal) || path.StartsWith("/pipelines/api/", StringComparison.Ordinal);

    [GeneratedRegex(@"\{(\w+):\w+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathParameter();

    [GeneratedRegex("#/components/schemas/([A-Za-z0-9]+)")]
    private static partial Regex Reference();
}
