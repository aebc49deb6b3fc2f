using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>Fields of a task as a form changes them: what is left empty is not in the document, and what the form does not know stays there.</summary>
internal static class TaskFields
{
    /// <summary>What a field of the task's input holds; null for nothing.</summary>
    /// <param name="task">The task.</param>
    /// <param name="way">The field's key, those of the groups that it stands in first.</param>
    public static JsonNode? Find(this PipelineTask task, IReadOnlyList<string> way) =>
        way.Aggregate((JsonNode?)task.Input, (node, key) => (node as JsonObject)?[key]);

    /// <summary>The task with another value in a field; null, and the field is gone.</summary>
    public static PipelineTask With(this PipelineTask task, IReadOnlyList<string> way, JsonNode? value)
    {
        var input = (JsonObject)task.Input.DeepClone();
        Set(input, way, value?.DeepClone());
        return task with { Input = input };
    }

    /// <summary>The task with an endpoint in a role; blank for none.</summary>
    public static PipelineTask WithEndpoint(this PipelineTask task, string role, string? endpoint) => task with
    {
        Endpoints = string.IsNullOrWhiteSpace(endpoint) ? task.Endpoints.Without(role) : task.Endpoints.With(role, endpoint.Trim()),
    };

    private static void Set(JsonObject map, IReadOnlyList<string> way, JsonNode? value)
    {
        if (way is [var key])
        {
            if (value is null)
            {
                map.Remove(key);
            }
            else
            {
                map[key] = value;
            }

            return;
        }

        if (map[way[0]] is not JsonObject group)
        {
            map[way[0]] = group = [];
        }

        Set(group, [.. way.Skip(1)], value);
        if (group.Count == 0)
        {
            map.Remove(way[0]);
        }
    }
}
