namespace Slipway.Projects.Endpoints.Probing;

/// <summary>What came of one question over HTTP.</summary>
public abstract record HttpAnswer
{
    private HttpAnswer()
    {
    }

    /// <summary>No answer.</summary>
    /// <param name="Why">What is to be told.</param>
    public sealed record None(ProbeResult Why) : HttpAnswer;

    /// <summary>An answer, whatever it says.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Headers">By name, without regard to case.</param>
    /// <param name="Body">Its beginning as text, <see cref="EndpointHttp.MaxAnswerBytes"/> at most.</param>
    public sealed record Some(int Status, IReadOnlyDictionary<string, string[]> Headers, string Body) : HttpAnswer
    {
        /// <summary>The header's first value; empty when there is none.</summary>
        public string Header(string name) => Headers.TryGetValue(name, out var values) ? values.FirstOrDefault() ?? "" : "";
    }

    /// <summary>Null for a 2xx; otherwise what to tell.</summary>
    /// <param name="address">Where it was asked.</param>
    /// <param name="what">What the address should be, such as <c>a Jenkins</c>.</param>
    /// <param name="credentials">Which properties sign in, such as <c>'username' and 'password'</c>.</param>
    public ProbeResult? Refusal(string address, string what, string credentials) => this switch
    {
        None none => none.Why,
        Some { Status: >= 200 and < 300 } => null,
        Some { Status: 401 } => new(ProbeCause.Unauthorized, $"{address} does not accept the endpoint's credentials (401): check {credentials}."),
        Some { Status: 403 } => new(ProbeCause.Forbidden, $"{address} forbids it (403): the account of {credentials} needs more rights there."),
        Some { Status: 404 } => new(ProbeCause.NotFound, $"{address} has no such page (404): is it the address of {what}?"),
        Some { Status: >= 300 and < 400 } moved => new(ProbeCause.Protocol, $"{address} points to {HostOf(moved.Header("Location"))}, which is not followed: set the address to the right one."),
        Some { Status: 429 or >= 500 } busy => new(ProbeCause.Unavailable, $"{address} answered {busy.Status}: it cannot answer at the moment.") { MayPass = true },
        Some other => new(ProbeCause.Protocol, $"{address} answered {other.Status}: is it the address of {what}?"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string HostOf(string location) => Uri.TryCreate(location, UriKind.Absolute, out var address) ? $"{address.Scheme}://{address.Authority}" : "another page";
}
