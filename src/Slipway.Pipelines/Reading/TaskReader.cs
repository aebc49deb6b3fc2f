using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads one task.</summary>
internal static class TaskReader
{
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);

    private static readonly FrozenDictionary<string, InterruptedTask> Interrupts = new Dictionary<string, InterruptedTask>
    {
        ["retry"] = InterruptedTask.Retry,
        ["fail"] = InterruptedTask.Fail,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static PipelineTask Read(MapReader reader, SourceScalar name, ReadContext context)
    {
        var (retry, restOfRetry) = RetryReader.Read(reader);
        return new PipelineTask
        {
            Type = Type(reader, name, context),
            PreCondition = reader.Text("preCondition"),
            IgnoreFailure = reader.Boolean("ignoreFailure"),
            Timeout = reader.Duration("timeout", LongestTimeout),
            Retry = retry,
            OnInterrupt = reader.Word("onInterrupt", Interrupts) ?? default,
            Endpoints = Endpoints(reader),
            Tags = [.. reader.Texts("tags").Select(t => t.Text)],
            Input = reader.Map("input") is { } input ? JsonSource.ToJson(input) : [],
            Other = With(reader.Rest(DocumentKeys.CarriedByTask, DocumentKeys.None), restOfRetry),
        };
    }

    /// <summary>Keys of <c>retry</c> that are not known have no place there; they are kept among the task's, and written where they stood.</summary>
    private static JsonObject? With(JsonObject? other, JsonObject? restOfRetry)
    {
        if (restOfRetry is not null)
        {
            (other ??= [])["retry"] = restOfRetry;
        }

        return other;
    }

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
