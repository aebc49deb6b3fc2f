using System.Text.Json.Nodes;
using Slipway.Projects.Endpoints.Probing;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>What came of one request to a Kubernetes API.</summary>
internal abstract record ApiAnswer
{
    private ApiAnswer()
    {
    }

    /// <summary>2xx.</summary>
    public sealed record Ok(JsonObject Body) : ApiAnswer;

    /// <summary>The server said no.</summary>
    public sealed record Refused(ApiStatus Status) : ApiAnswer;

    /// <summary>No answer, or none that can be read.</summary>
    /// <param name="Cause">Address and cause, one sentence.</param>
    /// <param name="MayPass">Whether asking again can help.</param>
    public sealed record Unreachable(string Cause, bool MayPass) : ApiAnswer
    {
        /// <summary>What is to be told of a failed connection; null when one was made and the answer was strange.</summary>
        public ProbeResult? Why { get; init; }
    }

    /// <summary>Whether it is <see cref="Refused"/> with that HTTP status.</summary>
    public bool IsRefused(int code) => this is Refused refused && refused.Status.Code == code;
}
