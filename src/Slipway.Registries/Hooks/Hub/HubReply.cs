using System.Net;
using System.Text.Json;

namespace Slipway.Registries.Hooks.Hub;

/// <summary>What came of one request to the Hub.</summary>
internal abstract record HubReply
{
    private HubReply()
    {
    }

    /// <summary>The Hub answered.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The JSON of the body; null when it held none.</param>
    /// <param name="RetryAfter">How long the Hub asks to be left alone; null when it does not.</param>
    /// <param name="RedirectHost">The host that it pointed to; null when it did not.</param>
    public sealed record Answered(HttpStatusCode Status, JsonElement? Body, TimeSpan? RetryAfter, string? RedirectHost) : HubReply
    {
        public bool IsSuccess => (int)Status is >= 200 and < 300;
    }

    /// <summary>No answer came. What was asked may have been done all the same.</summary>
    /// <param name="Cause">Why, in words.</param>
    public sealed record Silent(string Cause) : HubReply;
}
