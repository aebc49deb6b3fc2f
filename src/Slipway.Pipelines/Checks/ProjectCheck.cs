using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Holds what a document names outside of itself against what its project has.</summary>
internal static class ProjectCheck
{
    public static void Run(Document document, IEnumerable<Use> uses, ProjectContents project, ReadContext context)
    {
        foreach (var use in uses)
        {
            switch (use)
            {
                case Use.Endpoint endpoint:
                    Named(endpoint.Name, "endpoint", Known(project, project.Endpoints), DiagnosticCodes.UnknownEndpoint, use, context);
                    break;
                case Use.CustomIntegration integration:
                    Named(integration.Name, "custom integration", Known(project, project.CustomIntegrations), DiagnosticCodes.UnknownIntegration, use, context);
                    break;
                case Use.Variable variable when Known(project, project.Variables) is { } variables && !variable.Candidates.Any(variables.Contains):
                    context.Graded(
                        DiagnosticCodes.UnknownVariable,
                        use.Place,
                        $"{use.Owner}: {variable.Raw} names no variable of project '{MapReader.Shown(document.Project)}'.",
                        () => Suggestion.DidYouMean(variable.Candidates[0], variables) ?? "Add the variable to the project.");
                    break;
                case Use.OtherPipeline call when project.Pipelines is { } pipelines:
                    Called(document, call, pipelines, project.IsComplete, context);
                    break;
            }
        }
    }

    /// <summary>The names to hold a document against; null where any may exist.</summary>
    private static IReadOnlySet<string>? Known(ProjectContents project, IReadOnlySet<string>? names) => project.IsComplete ? names : null;

    private static void Named(string name, string what, IReadOnlySet<string>? known, string code, Use use, ReadContext context)
    {
        if (known is not null && !known.Contains(name))
        {
            context.Graded(code, use.Place, $"{use.Owner} names {what} '{MapReader.Shown(name)}', which its project does not have.", () => Suggestion.DidYouMean(name, known) ?? $"Add the {what} to the project.");
        }
    }

    private static void Called(Document caller, Use.OtherPipeline call, IReadOnlyDictionary<string, Pipeline> pipelines, bool areAll, ReadContext context)
    {
        var how = call.Kind switch
        {
            Use.CallKind.Nested => "runs",
            Use.CallKind.Rollback => "rolls back by",
            _ => "starts",
        };
        if (!pipelines.TryGetValue(call.Name, out var called))
        {
            if (areAll)
            {
                context.Graded(
                    DiagnosticCodes.UnknownPipeline,
                    call.Place,
                    $"{call.Owner} {how} pipeline '{MapReader.Shown(call.Name)}', which its project does not have.",
                    () => Suggestion.DidYouMean(call.Name, pipelines.Keys) ?? "Add the pipeline to the project.");
            }

            return;
        }

        Inputs(call, called, how, context);
        if (call.Kind is Use.CallKind.Trigger)
        {
            TakesPush(call, called, context);
        }
        else if (caller is Pipeline && Cycles.Through(caller.Name, call.Name, pipelines) is { } cycle)
        {
            context.Diagnostics.Error(DiagnosticCodes.PipelineCycle, call.Place, $"{call.Owner} {how} pipeline '{MapReader.Shown(call.Name)}', which leads back here: {string.Join(" → ", cycle.Select(MapReader.Shown))}.", "An execution would never end; break the circle.");
        }
    }

    private static void Inputs(Use.OtherPipeline call, Pipeline called, string how, ReadContext context)
    {
        var given = call.Given.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, _) in called.InputMeta.Where(m => m.Value.Mandatory && !given.Contains(m.Key) && IsBlank(called, m.Key)))
        {
            context.Graded(
                DiagnosticCodes.MissingInput,
                call.Place,
                $"{call.Owner} {how} pipeline '{MapReader.Shown(call.Name)}' without its mandatory input '{MapReader.Shown(name)}'.",
                "Give it a value, or give the input a default.");
        }

        var known = called.Input.Keys.Concat(called.InputMeta.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var name in call.Given.Where(g => !known.Contains(g) && !InjectedInputs.All.Any(s => s.Has(g))))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.UnknownInput,
                call.Place,
                $"{call.Owner} gives pipeline '{MapReader.Shown(call.Name)}' the input '{MapReader.Shown(name)}', which it does not have.",
                () => Suggestion.DidYouMean(name, known));
        }
    }

    private static bool IsBlank(Pipeline pipeline, string input) =>
        !pipeline.Input.TryGetValue(input, out var value) || string.IsNullOrWhiteSpace(JsonText.Print(value));

    private static void TakesPush(Use.OtherPipeline call, Pipeline called, ReadContext context)
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
