using System.Text.Json.Nodes;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Pipelines.TaskTypes;
using Slipway.Projects.CustomIntegrations;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>An entry that a task's map can have, as what the task runs declares it.</summary>
/// <param name="Name">The key.</param>
/// <param name="Help">What it is, in a sentence; blank where nobody says.</param>
/// <param name="Example">What it is when it is left out; blank for nothing.</param>
/// <param name="IsRequired">Whether it must be given.</param>
public sealed record TaskInputChoice(string Name, string Help, string Example, bool IsRequired);

/// <summary>What a task hands on to what it runs: a pipeline's inputs, a custom integration's.</summary>
internal static class TaskInputs
{
    /// <summary>The entries that are known of a map; none where anything may stand in it.</summary>
    public static IReadOnlyList<TaskInputChoice> Of(PipelineTask task, TaskField field, ModelChoices choices) => (task.Type, field.Name) switch
    {
        ("Pipeline", "inputProperties") when choices.Pipelines.FirstOrDefault(pipeline => pipeline.Name == Text(task, "pipeline")) is { } called =>
            Of(called),
        ("Custom", "properties") when Version(task, choices) is { } version => [.. version.Definition.InputProperties.Select(Of)],
        _ => [],
    };

    /// <summary>A pipeline's inputs; none where it is not known.</summary>
    public static IReadOnlyList<TaskInputChoice> Of(Pipeline? called) =>
        called is null ? [] : [.. called.Input.Select(input => Of(input.Key, input.Value, called.InputMeta.GetValueOrDefault(input.Key)))];

    /// <summary>What is offered for a text; null for nothing.</summary>
    public static IEnumerable<string>? Suggested(PipelineTask task, TaskField field, ModelChoices choices) => (task.Type, field.Name) switch
    {
        ("Custom", "name") => choices.Integrations.Where(integration => integration.Versions.Any(version => version.Status.IsUsable())).Select(integration => integration.Name),
        ("Custom", "version") => choices.Integrations.FirstOrDefault(integration => integration.Name == Text(task, "name"))?.Versions.Where(version => version.Status.IsUsable()).Select(version => version.Name).Reverse(),
        _ => null,
    };

    private static IntegrationVersion? Version(PipelineTask task, ModelChoices choices) =>
        choices.Integrations.FirstOrDefault(integration => integration.Name == Text(task, "name"))?.Find(Text(task, "version"));

    private static TaskInputChoice Of(string name, JsonNode? value, InputMeta? meta) => new(name, meta?.Description ?? "", WrittenValue.Of(value), meta?.Mandatory is true);

    private static TaskInputChoice Of(CustomInput input) =>
        new(input.Name, input.Title, input.DefaultValue is { } value ? WrittenValue.Of(value) : input.PlaceHolder, input.Required);

    private static string Text(PipelineTask task, string key) => WrittenValue.Of(task.Input[key]);
}
