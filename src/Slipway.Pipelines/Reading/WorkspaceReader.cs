using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads <c>workspace</c>, or <c>ciWorkspace</c> as older exports have it.</summary>
internal static class WorkspaceReader
{
    private const int LeastMemory = 4;

    public static Workspace? OfPipeline(MapReader pipeline)
    {
        var old = pipeline.Map("ciWorkspace");
        var map = pipeline.Map("workspace");
        if (map is not null && old is not null)
        {
            pipeline.Diagnostics.Warning(DiagnosticCodes.UnknownKey, pipeline.PlaceOf("ciWorkspace"), $"{MapReader.Capital(pipeline.Owner)} has both 'workspace' and 'ciWorkspace'; the older 'ciWorkspace' is dropped.");
        }

        return (map ?? old) is { } found ? Read(new MapReader(found, $"the workspace of {pipeline.Owner}", pipeline.Diagnostics)) : null;
    }

    private static Workspace Read(MapReader reader) => new()
    {
        Type = Type(reader),
        Endpoint = reader.Text("endpoint") ?? "",
        Image = reader.Text("image") ?? "",
        Registry = reader.Text("registry") ?? "",
        Path = reader.Text("path") ?? "",
        AutoCloneForTrigger = reader.Boolean("autoCloneForTrigger"),
        Limits = Limits(reader),
        Cache = [.. reader.Texts("cache").Select(c => c.Text).Where(c => !string.IsNullOrWhiteSpace(c))],
        EnvironmentVariables = reader.Values("environmentVariables"),
        CustomProperties = reader.Values("customProperties"),
        Other = reader.Rest(DocumentKeys.None, DocumentKeys.None),
    };

    private static string Type(MapReader reader)
    {
        if (reader.Scalar("type") is not { Text.Length: > 0 } type)
        {
            return Workspace.Docker;
        }

        if (type.Text is not (Workspace.Docker or Workspace.Kubernetes))
        {
            reader.Diagnostics.Error(
                DiagnosticCodes.UnknownWordOfKey,
                type.Place,
                $"'type' of {reader.Owner} is '{MapReader.Shown(type.Text)}'; it must be one of {Workspace.Docker}, {Workspace.Kubernetes}.",
                () => Suggestion.DidYouMean(type.Text, [Workspace.Docker, Workspace.Kubernetes]));
        }

        return type.Text;
    }

    private static WorkspaceLimits Limits(MapReader workspace)
    {
        if (workspace.Map("limits") is not { } map)
        {
            return new WorkspaceLimits();
        }

        var reader = new MapReader(map, $"'limits' of {workspace.Owner}", workspace.Diagnostics);
        var otherwise = new WorkspaceLimits();
        return new WorkspaceLimits(
            reader.Decimal("cpu", otherwise.Cpu, above: 0),
            reader.Integer("memory", otherwise.Memory, LeastMemory))
        { Other = reader.Rest(DocumentKeys.None, DocumentKeys.None) };
    }
}
