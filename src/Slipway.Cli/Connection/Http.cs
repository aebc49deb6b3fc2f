namespace Slipway.Cli.Connection;

/// <summary>Connections to a server.</summary>
internal static class Http
{
    private const int LargestAnswer = 256 * 1024 * 1024;

    /// <summary>One that signs nothing. Redirects are not followed: a password or a token goes to the server that was named and to no other.</summary>
    public static HttpClient Anonymous(Uri server) => Of(server, Transport());

    /// <summary>One that signs every request with a bearer token that it fetches itself.</summary>
    public static HttpClient Signed(Access access) => Of(access.Server, new BearerHandler(access, Transport()));

    private static HttpClient Of(Uri server, HttpMessageHandler handler) => new(new RefusalHandler(handler)) { BaseAddress = server, MaxResponseContentBufferSize = LargestAnswer };

    private static SocketsHttpHandler Transport() => new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) };

    /// <summary>Says in words what no answer of an API is.</summary>
    private sealed class RefusalHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var server = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.Headers.Location is { } elsewhere && (int)response.StatusCode is >= 300 and < 400)
                {
                    response.Dispose();
                    throw new CommandException($"{server} sends elsewhere: to {new Uri(request.RequestUri, elsewhere).GetLeftPart(UriPartial.Authority)}. If that is the server, name it: --server");
                }

                return response;
            }
            catch (HttpRequestException e)
            {
                throw new CommandException($"cannot reach {server}: {e.InnerException?.Message ?? e.Message}", e);
            }
        }
    }
}
