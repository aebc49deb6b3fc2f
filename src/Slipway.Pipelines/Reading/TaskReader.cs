using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads one task.</summary>
internal static class TaskReader
{
    public static PipelineTask Read(MapReader reader, SourceScalar name, ReadContext context) => new()
    {
        Type = Type(reader, name, context),
        PreCondition = reader.Text("preCondition"),
        IgnoreFailure = reader.Boolean("ignoreFailure"),
        Endpoints = Endpoints(reader),
        Tags = [.. reader.Texts("tags").Select(t => t.Text)],
        Input = reader.Map("input") is { } input ? JsonSource.ToJson(input) : [],
        Other = reader.Rest(DocumentKeys.CarriedByTask, DocumentKeys.None),
    };

    private static string Type(MapReader reader, SourceScalar name, ReadContext context)
    {
        var type = reader.Scalar("type");
        if (string.IsNullOrWhiteSpace(type?.Text))
        {
            if (reader.Node("type") is null or SourceScalar)
            {
                context.Diagnostics.Error(DiagnosticCodes.TaskWithoutType, name.Place, $"{MapReader.Capital(reader.Owner)} has no 'type'.", "Write what it does, such as 'type: K8S' or 'type: REST'.");
            }

            return "";
        }

        return type.Text;
    }

    private static OrderedDictionary<string, string> Endpoints(MapReader reader)
    {
        var endpoints = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (role, value) in reader.Map("endpoints")?.Entries ?? [])
        {
            if (value is SourceScalar endpoint)
            {
                endpoints[role.Text] = endpoint.IsNull ? "" : endpoint.Text;
            }
            else
            {
                reader.WrongType("endpoints." + role.Text, value, "the name of an endpoint");
            }
        }

        return endpoints;
    }
}
