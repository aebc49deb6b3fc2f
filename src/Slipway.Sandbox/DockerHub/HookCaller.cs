using System.Net.Http.Headers;

namespace Slipway.Sandbox.DockerHub;

/// <summary>Calls hooks as the Hub does: one POST, no signature, no second try.</summary>
internal sealed class HookCaller : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public async Task<HookAnswer> CallAsync(HubHook hook, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ReadOnlyMemoryContent(payload);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(hook.Url, content, cancellationToken);
            return new HookAnswer(hook.Slug, (int)response.StatusCode, null);
        }
        catch (HttpRequestException e)
        {
            return new HookAnswer(hook.Slug, null, e.InnerException?.Message ?? e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HookAnswer(hook.Slug, null, $"no answer within {http.Timeout.TotalSeconds:0} s");
        }
    }

    public void Dispose() => http.Dispose();
}
