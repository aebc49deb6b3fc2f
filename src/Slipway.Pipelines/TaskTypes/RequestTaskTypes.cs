namespace Slipway.Pipelines.TaskTypes;

/// <summary>Task types that send requests.</summary>
internal static class RequestTaskTypes
{
    private static readonly EndpointRole Agent = new("agent", "The agent that sends the request; the server itself when left out.");

    public static readonly TaskType Rest = new("REST", "Sends one HTTP request.")
    {
        Endpoints = [Agent],
        Fields =
        [
            new("action", FieldKind.Choice, "The method.") { IsRequired = true, Choices = ["get", "post", "put", "patch", "delete"] },
            new("url", FieldKind.Text, "Where to.") { IsRequired = true },
            new("headers", FieldKind.Map, "The request's headers."),
            new("payload", FieldKind.Text, "The body."),
        ],
        Outputs =
        [
            new("status", "The task's status."),
            new("responseCode", "The status code, such as 200."),
            new("responseHeaders", "The answer's headers by name."),
            new("responseBody", "The answer's body; where it is JSON, paths lead into it."),
            new("responseJson", "The answer's body as JSON."),
        ],
    };

    public static readonly TaskType Poll = new("POLL", "Sends a request again and again until a condition on the answer holds.")
    {
        Endpoints = [Agent],
        Fields =
        [
            new("url", FieldKind.Text, "Where to.") { IsRequired = true },
            new("headers", FieldKind.Map, "The request's headers."),
            new("pollCount", FieldKind.WholeNumber, "How often at most.") { Least = 1, Most = 100_000 },
            new("pollIntervalSeconds", FieldKind.WholeNumber, "Seconds from one request to the next.") { Least = 1, Most = 86_400 },
            new("ignoreFailure", FieldKind.Boolean, "Whether a request that fails is tried again instead of ending the task."),
            new("exitCriteria", FieldKind.Group, "When it ends. The conditions name keys of the answer's JSON, as in status == 'FINISHED'.")
            {
                IsRequired = true,
                Fields =
                [
                    new("success", FieldKind.Condition, "The task ends well when this holds."),
                    new("failure", FieldKind.Condition, "The task fails when this holds."),
                ],
            },
        ],
        Outputs =
        [
            new("status", "The task's status."),
            new("iterationCount", "How many requests were sent."),
            new("pollCount", "How many were allowed."),
            new("interval", "Seconds between them."),
            new("expectedResponse", "The condition that ended it."),
            new("responseCode", "The last answer's status code."),
            new("responseHeaders", "The last answer's headers."),
            new("responseBody", "The last answer's body."),
            new("responseJson", "The last answer's body as JSON."),
            new("processedUrl", "The URL as it was sent."),
            new("inputHeaders", "The headers as they were sent."),
        ],
    };
}
