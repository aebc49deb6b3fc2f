using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Schema;

/// <summary>The schema of <c>notifications</c>.</summary>
internal static class NotificationSchema
{
    public static JsonObject Create() => Shape.Keys(
        "Who is told of what, and how.",
        ("email", Shape.List("By mail.", Of(
            "A mail.",
            ("endpoint", Shape.Text("The mail server's endpoint.")),
            ("to", Shape.Texts("Addresses.")),
            ("subject", Shape.Text("The subject.")),
            ("body", Shape.Text("The text; HTML is allowed."))))),
        ("jira", Shape.List("By a ticket in Jira.", Of(
            "A ticket.",
            ("endpoint", Shape.Text("The Jira endpoint.")),
            ("issuetype", Shape.Text("Such as Bug.")),
            ("project", Shape.Text("The key of the Jira project.")),
            ("summary", Shape.Text("The ticket's title.")),
            ("description", Shape.Text("The ticket's text.")),
            ("assignee", Shape.Text("Whose ticket it becomes.")),
            ("action", Shape.Text("What is done: create."))))),
        ("webhook", Shape.List("By a request to a URL.", Of(
            "A request.",
            ("action", Shape.With(Shape.Of("The method.", "string", "null"), ("anyOf", new JsonArray(
                Shape.Enum(["post", "put", "patch"]),
                new JsonObject { ["pattern"] = $"^{Patterns.AnyOf(["post", "put", "patch"])}?$" })))),
            ("url", Shape.Text("Where to.")),
            ("headers", Shape.Map("The request's headers.")),
            ("payload", Shape.Text("The body."))))));

    private static JsonObject Of(string description, params IEnumerable<(string Key, JsonObject Schema)> keys) => Shape.Item(
        description,
        ["event"],
        [
            ("event", Shape.Word("What is told.", "SUCCESS", "WAITING", "FAILURE", "CANCELED", "STARTED", "COMPLETED", "FAILED")),
            ("stage", Shape.Text("The stage it is about; the whole execution when left out.")),
            ("task", Shape.Text("The task of the stage that it is about.")),
            .. keys,
        ]);
}
