using System.Net;
using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Cli.Connection;

namespace Slipway.Cli.Tests.Server;

/// <summary>How long-lived and short-lived tokens go together, against a server that forgets on demand.</summary>
public sealed class BearerTests : IDisposable
{
    private readonly Forgetful _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_api_token_is_exchanged_once_for_many_requests()
    {
        using var client = Client();

        await AskAsync(client, times: 3);

        _server.Exchanges.ShouldBe(1);
    }

    [Fact]
    public async Task A_bearer_token_that_is_taken_no_longer_is_renewed_once_and_the_request_repeated()
    {
        using var client = Client();
        await AskAsync(client, times: 1);
        _server.Forget();

        await AskAsync(client, times: 2);

        _server.Exchanges.ShouldBe(2);
        _server.Bodies.ShouldAllBe(body => body == """{"a":"b"}""");
    }

    [Fact]
    public async Task A_server_that_takes_no_token_at_all_is_not_asked_for_ever()
    {
        using var client = Client();
        await AskAsync(client, times: 1);
        _server.TakesNone = true;

        (await Should.ThrowAsync<ApiException>(() => AskAsync(client, times: 1))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        _server.Exchanges.ShouldBe(2);
    }

    private static async Task AskAsync(SlipwayClient client, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await client.PostAsync("/anything", new JsonObject { ["a"] = "b" }, TestContext.Current.CancellationToken);
        }
    }

    private SlipwayClient Client()
    {
        var server = new Uri("http://slipway.example");
        return new SlipwayClient(new HttpClient(new BearerHandler(new Access(server, "api-token", "Sign in again."), _server)) { BaseAddress = server });
    }

    /// <summary>Knows only the bearer token that it gave last.</summary>
    private sealed class Forgetful : HttpMessageHandler
    {
        private string _bearer = "";

        public int Exchanges { get; private set; }

        public bool TakesNone { get; set; }

        public List<string> Bodies { get; } = [];

        public void Forget() => _bearer = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            if (request.RequestUri!.AbsolutePath is "/iaas/api/login")
            {
                body.ShouldBe("""{"refreshToken":"api-token"}""");
                _bearer = $"bearer-{++Exchanges}";
                return Answer(request, HttpStatusCode.OK, $$"""{"token":"{{_bearer}}"}""");
            }

            Bodies.Add(body);
            return request.Headers.Authorization?.Parameter == _bearer && !TakesNone ? Answer(request, HttpStatusCode.OK, "{}") : Answer(request, HttpStatusCode.Unauthorized, "{}");
        }

        private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status, string json) =>
            new(status) { RequestMessage = request, Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
    }
}
