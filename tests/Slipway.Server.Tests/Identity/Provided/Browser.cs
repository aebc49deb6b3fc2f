using System.Net;
using System.Text.RegularExpressions;

namespace Slipway.Server.Tests.Identity.Provided;

/// <summary>As much of a browser as signing in needs: cookies, redirects, and a page that says where to go on.</summary>
internal sealed partial class Browser(Uri home) : IDisposable
{
    private const int MostRedirects = 10;

    private readonly CookieContainer cookies = new();
    private HttpClient? http;

    private HttpClient Http => http ??= new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { DefaultRequestHeaders = { { "Accept", "text/html" } } };

    /// <summary>Whether it has the cookie of a session.</summary>
    public bool IsSignedIn => cookies.GetCookies(home)["slipway"] is not null;

    /// <summary>Follows every redirect from here, and tells where that ends and what is shown.</summary>
    /// <param name="path">The address to begin with, on the server or elsewhere.</param>
    /// <param name="change">Meddles with an address before it is followed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(Uri Address, HttpStatusCode Status, string Body)> GoAsync(string path, CancellationToken cancellationToken, Func<Uri, Uri>? change = null)
    {
        var address = new Uri(home, path);
        for (var i = 0; i < MostRedirects; i++)
        {
            using var answer = await Http.GetAsync(address, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            var next = answer.Headers.Location?.ToString() ?? (Refresh().Match(body) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null);
            if (next is null)
            {
                return (address, answer.StatusCode, body);
            }

            address = new Uri(address, next);
            address = change?.Invoke(address) ?? address;
        }

        throw new InvalidOperationException($"The redirects do not end: {address}");
    }

    public void Dispose() => http?.Dispose();

    [GeneratedRegex("http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"")]
    private static partial Regex Refresh();
}
