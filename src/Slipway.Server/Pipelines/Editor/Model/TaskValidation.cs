using Slipway.Pipelines;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Listing;
using Slipway.Server.Endpoints;
using Slipway.Server.Endpoints.Pages;
using Slipway.Server.Resources;
using Endpoint = Slipway.Projects.Endpoints.Endpoint;
using EndpointFields = Slipway.Projects.Endpoints.EndpointFields;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What one check of a task came to.</summary>
/// <param name="Tone">Such as <c>tone-good</c>.</param>
/// <param name="Title">What was checked, and how that went, in a few words.</param>
/// <param name="Text">What is wrong and what would be right.</param>
/// <param name="Line">The line of the YAML that is meant; null for none.</param>
internal sealed record TaskVerdict(string Tone, string Title, string Text, int? Line = null);

/// <summary>Checks a task as the server would before it runs: what is written, and whether its endpoints really answer.</summary>
internal sealed class TaskValidation(ResourceDesk<EndpointKind, Endpoint> endpoints, IEnumerable<EndpointType> types, EndpointValidation validation)
{
    private const string Good = "tone-good";
    private const string Bad = "tone-bad";
    private const string Open = "tone-waiting";

    /// <summary>One verdict for each check, those about what is written first.</summary>
    public async Task<IReadOnlyList<TaskVerdict>> ValidateAsync(string project, PipelineTask task, TaskMarks marks, CancellationToken cancellationToken)
    {
        var verdicts = marks.Diagnostics
            .Select(said => new TaskVerdict(said.Severity is Severity.Error ? Bad : Open, said.Severity is Severity.Error ? "Error" : "Warning", Mark.TextOf(said), said.Line > 0 ? said.Line : null))
            .ToList();
        if (verdicts.Count == 0)
        {
            verdicts.Add(new(Good, "The task is complete", "Everything that it needs is written, and everything that it reads is there."));
        }

        if (task.Type == "K8S" && !string.IsNullOrWhiteSpace(task.Input["yaml"]?.ToString()) && !marks.Diagnostics.Any(said => said.Path?.EndsWith(".input.yaml", StringComparison.Ordinal) is true))
        {
            verdicts.Add(new(Good, "The manifest can be read", "It is YAML of complete objects, and its placeholders are known."));
        }

        foreach (var (role, name) in task.Endpoints.Where(endpoint => !string.IsNullOrWhiteSpace(endpoint.Value)))
        {
            verdicts.Add(await TryAsync(project, TaskWords.OfRole(role), name, cancellationToken));
        }

        return verdicts;
    }

    private async Task<TaskVerdict> TryAsync(string project, string role, string name, CancellationToken cancellationToken)
    {
        if (name.Contains("${", StringComparison.Ordinal))
        {
            return new(Open, $"{role} not tried", $"Which endpoint '{name}' means is known only when the pipeline runs.");
        }

        var named = new Filter.Compare(new FieldTerm(EndpointFields.All.Find("name")!), Comparison.Equal, new FilterValue.Text(name));
        if ((await endpoints.ListAsync(ResourceSearch.AllOf(EndpointFields.All, project).Where(named), cancellationToken)).Items is not [var endpoint, ..])
        {
            return new(Bad, $"{role} '{name}' is not there", $"Project '{project}' has no endpoint of that name. Create it, or choose another one.");
        }

        // As it is kept, its secrets masked: those never leave the server.
        var properties = types.FirstOrDefault(known => known.Name == endpoint.Type) is { } type ? EndpointValues.Document(type, EndpointValues.Of(type, endpoint)) : [];
        var tried = new TriedEndpoint(endpoint.Id, endpoint.Project, endpoint.Name, endpoint.Type, properties.ToDictionary(property => property.Key, property => property.Value?.DeepClone()));
        var (result, problem) = await validation.TryOnPageAsync(tried, cancellationToken);
        return result is null ? new(Open, $"{role} '{name}' not tried", problem!.Message)
            : result.IsOk ? new(Good, $"{role} '{name}' answers", result.Message)
            : new(Bad, $"{role} '{name}' does not work", result.Message);
    }
}
