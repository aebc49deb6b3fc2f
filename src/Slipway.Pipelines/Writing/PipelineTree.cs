using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Writing;

/// <summary>A pipeline as a tree in the key order of Code Stream's exports.</summary>
/// <param name="complete">Whether empty values are written too, as the API does; exports leave them out.</param>
internal sealed class PipelineTree(bool complete)
{
    private static readonly string[] BeforeDescription = ["global"];
    private static readonly string[] BeforeStages = ["_outputMeta", "starred", "workspace", "ciWorkspace", "state"];
    private static readonly string[] AfterStages = ["notifications", "rollbacks"];

    public JsonObject Of(Pipeline pipeline)
    {
        var tree = new JsonObject
        {
            ["project"] = pipeline.Project,
            ["kind"] = "PIPELINE",
            ["name"] = pipeline.Name,
        };
        var other = new OtherKeys(pipeline.Other, tree);
        if (pipeline.Icon is not null)
        {
            tree["icon"] = pipeline.Icon;
        }

        tree["enabled"] = pipeline.Enabled;
        other.Move(BeforeDescription);
        AddUnless(tree, pipeline.Description.Length is 0, "description", pipeline.Description);
        tree["concurrency"] = pipeline.Concurrency;
        AddUnless(tree, pipeline.Options.IsEmpty, "options", Texts(pipeline.Options));
        AddUnless(tree, pipeline.Input.Count is 0, "input", Map(pipeline.Input, v => v?.DeepClone()));
        AddUnless(tree, pipeline.InputMeta.Count is 0, "_inputMeta", Map(pipeline.InputMeta, Of));
        AddUnless(tree, pipeline.Output.Count is 0, "output", Map(pipeline.Output, v => v?.DeepClone()));
        AddUnless(tree, pipeline.Tags.IsEmpty, "tags", Texts(pipeline.Tags));
        other.Move(BeforeStages);
        tree["stageOrder"] = Texts(pipeline.StageOrder);
        tree["stages"] = Map(pipeline.Stages, Of);
        other.Move(AfterStages);
        other.MoveRest();
        return tree;
    }

    private JsonObject Of(Stage stage)
    {
        var tree = new JsonObject
        {
            ["taskOrder"] = Texts(stage.TaskOrder),
            ["tasks"] = Map(stage.Tasks, Of),
        };
        new OtherKeys(stage.Other, tree).MoveRest();
        return tree;
    }

    private JsonObject Of(PipelineTask task)
    {
        var tree = new JsonObject { ["type"] = task.Type };
        AddUnless(tree, !task.IgnoreFailure, "ignoreFailure", task.IgnoreFailure);
        if (task.PreCondition is not null)
        {
            tree["preCondition"] = task.PreCondition;
        }

        AddUnless(tree, task.Endpoints.Count is 0, "endpoints", Map(task.Endpoints, name => JsonValue.Create(name)));
        AddUnless(tree, task.Input.Count is 0, "input", task.Input.DeepClone());
        new OtherKeys(task.Other, tree).MoveRest();
        return tree;
    }

    private static JsonObject Of(InputMeta meta)
    {
        var tree = new JsonObject { ["description"] = meta.Description, ["mandatory"] = meta.Mandatory };
        new OtherKeys(meta.Other, tree).MoveRest();
        return tree;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)JsonValue.Create(t))];

    private static JsonObject Map<T>(IEnumerable<KeyValuePair<string, T>> items, Func<T, JsonNode?> of) =>
        new(items.Select(item => KeyValuePair.Create(item.Key, of(item.Value))));

    private void AddUnless(JsonObject tree, bool isDefault, string key, JsonNode? value)
    {
        if (complete || !isDefault)
        {
            tree[key] = value;
        }
    }

    /// <summary>The carried keys, each put where an export has it.</summary>
    private sealed class OtherKeys(JsonObject? other, JsonObject tree)
    {
        public void Move(params IEnumerable<string> keys)
        {
            foreach (var key in keys.Where(k => other?.ContainsKey(k) is true && !tree.ContainsKey(k)))
            {
                tree[key] = other![key]?.DeepClone();
            }
        }

        public void MoveRest() => Move((other ?? []).Select(o => o.Key));
    }
}
