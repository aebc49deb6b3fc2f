using System.Net;
using System.Net.Http.Headers;
using Slipway.Cli.Client;

namespace Slipway.Cli.Connection;

/// <summary>Exchanges the API token for a bearer token at the first request, and once more when the server does not take that any longer.</summary>
/// <param name="access">Where, and with what.</param>
/// <param name="inner">The way to the server.</param>
internal sealed class BearerHandler(Access access, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private string? bearer;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isFresh = bearer is null;
        bearer ??= await ExchangeAsync(cancellationToken);
        var response = await SendSignedAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized || isFresh)
        {
            return response;
        }

        response.Dispose();
        bearer = await ExchangeAsync(cancellationToken);
        return await SendSignedAsync(request, cancellationToken);
    }

    private Task<HttpResponseMessage> SendSignedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<string> ExchangeAsync(CancellationToken cancellationToken)
    {
        using var way = new HttpMessageInvoker(InnerHandler!, disposeHandler: false);
        try
        {
            return await Login.BearerAsync(new Uri(access.Server, "/"), access.Token, way, cancellationToken);
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest)
        {
            throw new CommandException(ExitCodes.NotSignedIn, access.Remedy);
        }
    }
}
