using System.Net;
using System.Text.Json;

namespace Slipway.Registries.Hooks.Wire;

/// <summary>What came of one request to a registry's API.</summary>
internal abstract record ApiReply
{
    private ApiReply()
    {
    }

    /// <summary>The registry answered.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The JSON of the body; null when it held none.</param>
    /// <param name="RetryAfter">How long the registry asks to be left alone; null when it does not.</param>
    /// <param name="RedirectHost">The host that it pointed to; null when it did not.</param>
    public sealed record Answered(HttpStatusCode Status, JsonElement? Body, TimeSpan? RetryAfter, string? RedirectHost) : ApiReply
    {
        public bool IsSuccess => (int)Status is >= 200 and < 300;

        /// <summary>Where what was made can be found, as the registry wrote it; null when it did not say.</summary>
        public string? Location { get; init; }

        /// <summary>Whether the body had more bytes than are read.</summary>
        public bool IsTooLong { get; init; }
    }

    /// <summary>No answer came. What was asked may have been done all the same.</summary>
    /// <param name="Cause">Why, in words.</param>
    public sealed record Silent(string Cause) : ApiReply;
}
