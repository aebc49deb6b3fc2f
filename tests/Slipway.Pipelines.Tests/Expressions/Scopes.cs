using System.Text.Json.Nodes;
using Slipway.Pipelines.Expressions;

namespace Slipway.Pipelines.Tests.Expressions;

/// <summary>A moment of an execution with everything that names can be hard about.</summary>
internal static class Scopes
{
    public static BindingScope Busy { get; } = new()
    {
        Input = new Dictionary<string, JsonNode?>
        {
            ["TAG"] = "1.10",
            ["APP_TYPE"] = "LARGE",
            ["replicas"] = "3",
            ["count"] = 3,
            ["dry run"] = true,
            ["flag"] = "True",
            ["empty"] = "",
            ["nothing"] = null,
            ["my.dotted.name"] = "dotted",
            ["my"] = JsonNode.Parse("""{"other":{"name":"nested"}}"""),
            ["labels"] = JsonNode.Parse("""{"app.kubernetes.io/name":"web","list":[1,2.50,{"x":"y"}]}"""),
            ["windows"] = @"C:\temp",
            ["quoted"] = "say \"hi\"",
        },
        Variables = new Dictionary<string, Value>
        {
            ["Slack URL AH_team"] = new("https://chat.example/hook"),
            ["registry.host"] = new("registry.example"),
            ["my-password"] = new("s3cret", IsSecret: true),
            ["credentials"] = new("""{"user":"bob","password":"hunter2"}""", IsSecret: true),
        },
        Globals = new Dictionary<string, JsonNode?>
        {
            ["name"] = "Web",
            ["executionId"] = "8c0b7d2e",
            ["executionIndex"] = 7,
            ["requestBy"] = "admin",
            ["comments"] = null,
        },
        Stages = new Dictionary<string, StageScope>
        {
            ["Build"] = new("COMPLETED", new Dictionary<string, TaskScope>
            {
                ["Publish"] = new("COMPLETED", Json("""{"host":"10.0.0.1"}"""), Json("""{"digest":"sha256:abc","exports":{"VERSION":"2.0"},"nil":null}""")),
                ["Publish.Notes"] = new("FAILED", null, Json("""{"text":"notes"}""")),
                ["Skipped"] = new("SKIPPED", null, null),
            }),
            ["Integration-to-vRA"] = new("RUNNING", new Dictionary<string, TaskScope>
            {
                ["Get API Access Token"] = new("COMPLETED", null, new JsonObject
                {
                    ["responseBody"] = """{"token":"abc","content":[{"id":"d-1"},{"id":"d-2"}],"totalElements":2}""",
                    ["responseCode"] = 200,
                    ["broken"] = "{not json",
                    ["twice"] = """{"a":1,"a":2}""",
                }),
            }),
            ["Build.Test"] = new("COMPLETED", new Dictionary<string, TaskScope>
            {
                ["Unit tests"] = new("COMPLETED", null, Json("""{"passed":12}""")),
            }),
        },
    };

    /// <summary>The moment after the end, when notifications are bound.</summary>
    public static BindingScope Ended { get; } = Busy with
    {
        Output = new Dictionary<string, JsonNode?>
        {
            ["url"] = "https://web.example",
            ["release.notes"] = "all of it",
            ["deployment"] = JsonNode.Parse("""{"replicas":3,"images":["web:1.10"]}"""),
            ["report"] = """{"passed":12}""",
            ["nothing"] = null,
        },
        Stages = new Dictionary<string, StageScope>(Busy.Stages)
        {
            ["input"] = new("COMPLETED", new Dictionary<string, TaskScope> { ["Ask"] = new("COMPLETED", null, Json("""{"answer":"yes"}""")) }),
            ["output"] = new("FAILED", new Dictionary<string, TaskScope>
            {
                ["output"] = new("COMPLETED", Json("""{"input":"in"}"""), Json("""{"output":"out","status":"own"}""")),
                ["input"] = new("WAITING", null, null),
                ["status"] = new("CANCELED", null, Json("""{"status":"said"}""")),
            }),
            ["Build"] = Busy.Stages["Build"],
            ["Build 2"] = new("PAUSED", new Dictionary<string, TaskScope> { ["Publish"] = new("WAITING", null, null), ["1.2"] = new("RUNNING", null, null) }),
        },
    };

    /// <summary>What a service answers to a poll.</summary>
    public static BindingScope Polling { get; } = Busy with
    {
        Words = JsonNode.Parse("""
            {"status":"FINISHED","progress":100,"share":"42","done":true,"failed":false,"error":null,"data":{"items":[{"state":"OK"},{"state":"BAD"}]},
             "job id":"j-1","app.kubernetes.io/name":"web","nested":"{\"state\":\"DEEP\",\"list\":[7]}","OK":"yes","true":"odd","_links":{"self":"https://x/y"}}
            """),
    };

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();
}
