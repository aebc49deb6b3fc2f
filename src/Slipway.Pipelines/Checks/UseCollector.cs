using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.TaskTypes;

namespace Slipway.Pipelines.Checks;

/// <summary>Collects what a pipeline names outside of itself, its variables apart. A name with <c>${…}</c> in it is known only when it runs.</summary>
internal static class UseCollector
{
    public static void Run(SourceMap document, TaskSites tasks, ReadContext context)
    {
        foreach (var workspace in (string[])["workspace", "ciWorkspace"])
        {
            Endpoint(document.Child(workspace)?.Child("endpoint"), "The workspace", context);
            Endpoint(document.Child(workspace)?.Child("registry"), "The workspace", context);
        }

        foreach (var task in tasks.All)
        {
            foreach (var (_, name) in (task.Map.Child("endpoints") as SourceMap)?.Entries ?? [])
            {
                Endpoint(name, task.Owner, context);
            }

            if (task.Type?.Name is "Custom" && Name(task.Input?.Child("name")) is { } integration)
            {
                context.Uses.Add(new Use.CustomIntegration(integration.Text, integration.Place, task.Owner));
            }

            foreach (var field in (task.Type?.Fields ?? []).Where(f => f.Kind is FieldKind.PipelineName))
            {
                Pipeline(task.Input?.Child(field.Name), Use.CallKind.Nested, task.Input?.Child("inputProperties"), task.Owner, context);
            }
        }

        foreach (var rollback in (document.Child("rollbacks") as SourceList)?.Items ?? [])
        {
            Pipeline(rollback.Child("name"), Use.CallKind.Rollback, rollback.Child("inputs"), "A rollback", context);
        }

        foreach (var kind in (string[])["email", "jira"])
        {
            foreach (var notification in (document.Child("notifications")?.Child(kind) as SourceList)?.Items ?? [])
            {
                Endpoint(notification.Child("endpoint"), "A notification", context);
            }
        }
    }

    private static void Endpoint(SourceNode? node, string owner, ReadContext context)
    {
        if (Name(node) is { } name)
        {
            context.Uses.Add(new Use.Endpoint(name.Text, name.Place, owner));
        }
    }

    private static void Pipeline(SourceNode? node, Use.CallKind kind, SourceNode? inputs, string owner, ReadContext context)
    {
        if (Name(node) is { } name)
        {
            var given = (inputs as SourceMap)?.Entries.Select(e => e.Key.Text) ?? [];
            context.Uses.Add(new Use.OtherPipeline(name.Text, kind, [.. given], name.Place, owner));
        }
    }

    private static SourceScalar? Name(SourceNode? node) =>
        node is SourceScalar { Type: not ScalarType.Null } name && !string.IsNullOrWhiteSpace(name.Text) && !Template.HasExpressions(name.Text) ? name : null;
}
