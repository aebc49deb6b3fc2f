using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Holds what a document names outside of itself against what its project has.</summary>
internal sealed class ProjectCheck(ProjectContents project, ReadContext context)
{
    private readonly Lazy<CallGraph> _calls = new(() => new CallGraph(project.Pipelines!));

    /// <summary>What is known of a called pipeline's inputs; a pipeline may be called very often.</summary>
    private readonly Dictionary<Pipeline, (List<string> Mandatory, HashSet<string> Known)> _inputs = new(ReferenceEqualityComparer.Instance);

    /// <summary>Which calls were told to lead back; each search walks the whole project.</summary>
    private readonly HashSet<(string From, string Called)> _searched = [];

    public void Run(Document document, IEnumerable<Use> uses)
    {
        foreach (var use in uses)
        {
            switch (use)
            {
                case Use.Endpoint endpoint:
                    Named(endpoint.Name, "endpoint", Known(project.Endpoints), DiagnosticCodes.UnknownEndpoint, use);
                    break;
                case Use.CustomIntegration integration:
                    Integration(integration, Known(project.CustomIntegrations));
                    break;
                case Use.Variable variable when Known(project.Variables) is { } variables && !variable.Candidates.Any(variables.Contains):
                    context.Graded(
                        DiagnosticCodes.UnknownVariable,
                        use.Place,
                        $"{use.Owner}: {variable.Raw} names no variable of project '{MapReader.Shown(document.Project)}'.",
                        () => Suggestion.DidYouMean(variable.Candidates[0], variables) ?? "Add the variable to the project.");
                    break;
                case Use.OtherPipeline call when project.Pipelines is { } pipelines:
                    Called(document, call, pipelines);
                    break;
            }
        }
    }

    /// <summary>The names to hold a document against; null where any may exist.</summary>
    private IReadOnlySet<string>? Known(IReadOnlySet<string>? names) => project.IsComplete ? names : null;

    private void Named(string name, string what, IReadOnlySet<string>? known, string code, Use use)
    {
        if (known is not null && !known.Contains(name))
        {
            context.Graded(code, use.Place, $"{use.Owner} names {what} '{MapReader.Shown(name)}', which its project does not have.", () => Suggestion.DidYouMean(name, known) ?? $"Add the {what} to the project.");
        }
    }

    // It belongs to no project, and one may be there that nobody is to use.
    private void Integration(Use.CustomIntegration use, IReadOnlySet<string>? known)
    {
        if (known is not null && !known.Contains(use.Name))
        {
            context.Graded(
                DiagnosticCodes.UnknownIntegration,
                use.Place,
                $"{use.Owner} names custom integration '{MapReader.Shown(use.Name)}', which is not there or has no released version.",
                () => Suggestion.DidYouMean(use.Name, known) ?? "Add it, and release a version of it.");
        }
    }

    private void Called(Document caller, Use.OtherPipeline call, IReadOnlyDictionary<string, Pipeline> pipelines)
    {
        var how = call.Kind switch
        {
            Use.CallKind.Nested => "runs",
            Use.CallKind.Rollback => "rolls back by",
            _ => "starts",
        };
        if (!pipelines.TryGetValue(call.Name, out var called))
        {
            if (project.IsComplete)
            {
                context.Graded(
                    DiagnosticCodes.UnknownPipeline,
                    call.Place,
                    $"{call.Owner} {how} pipeline '{MapReader.Shown(call.Name)}', which its project does not have.",
                    () => Suggestion.DidYouMean(call.Name, pipelines.Keys) ?? "Add the pipeline to the project.");
            }

            return;
        }

        Inputs(call, called, how);
        if (call.Kind is Use.CallKind.Trigger)
        {
            TakesPush(call, called);
        }
        else if (caller is Pipeline && _searched.Add((caller.Name, call.Name)) && _calls.Value.Circle(caller.Name, call.Name) is { } circle)
        {
            context.Diagnostics.Error(DiagnosticCodes.PipelineCycle, call.Place, $"{call.Owner} {how} pipeline '{MapReader.Shown(call.Name)}', which leads back here: {string.Join(" → ", circle.Select(MapReader.Shown))}.", "An execution would never end; break the circle.");
        }
    }

    private void Inputs(Use.OtherPipeline call, Pipeline called, string how)
    {
        if (!_inputs.TryGetValue(called, out var inputs))
        {
            inputs = _inputs[called] = (
                [.. called.InputMeta.Where(m => m.Value.Mandatory && IsBlank(called, m.Key)).Select(m => m.Key).Take(SourceLimits.Diagnostics)],
                called.Input.Keys.Concat(called.InputMeta.Keys).ToHashSet(StringComparer.Ordinal));
        }

        var given = call.Given.ToHashSet(StringComparer.Ordinal);
        foreach (var name in inputs.Mandatory.Where(m => !given.Contains(m)))
        {
            context.Graded(
                DiagnosticCodes.MissingInput,
                call.Place,
                $"{call.Owner} {how} pipeline '{MapReader.Shown(call.Name)}' without its mandatory input '{MapReader.Shown(name)}'.",
                "Give it a value, or give the input a default.");
        }

        foreach (var name in given.Where(g => !inputs.Known.Contains(g) && !InjectedInputs.All.Any(s => s.Has(g))))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.UnknownInput,
                call.Place,
                $"{call.Owner} gives pipeline '{MapReader.Shown(call.Name)}' the input '{MapReader.Shown(name)}', which it does not have.",
                () => Suggestion.DidYouMean(name, inputs.Known));
        }
    }

    private static bool IsBlank(Pipeline pipeline, string input) =>
        !pipeline.Input.TryGetValue(input, out var value) || string.IsNullOrWhiteSpace(JsonText.Print(value));

    private void TakesPush(Use.OtherPipeline call, Pipeline called)
    {
        if (!InjectedInputs.ChosenBy(called.Options).Contains(InjectedInputs.Docker) && !called.Input.Keys.Any(InjectedInputs.Docker.Has))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.TakesNoPush,
                call.Place,
                $"{call.Owner} starts pipeline '{MapReader.Shown(call.Name)}', which takes none of the inputs that a push fills in.",
                $"Add '{InjectedInputs.DockerTrigger}' to the pipeline's 'options' and read ${{input.{InjectedInputs.Tag}}}.");
        }
    }
}
