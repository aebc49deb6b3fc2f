using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads <c>retry</c> of a task: a map, or the number of attempts alone.</summary>
internal static class RetryReader
{
    public const int LeastAttempts = 2;

    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>What is asked for, and the keys of the map that are not known: these are kept with the task.</summary>
    public static (Retry? Retry, JsonObject? Unknown) Read(MapReader task)
    {
        switch (task.Node("retry"))
        {
            case null or SourceList { Items.Count: 0 }:
                return default;
            case SourceScalar scalar when string.IsNullOrWhiteSpace(scalar.Text):
                return default;
            case SourceScalar:
                return (new Retry(Attempts(task, "retry")), null);
            case SourceMap map:
                var reader = new MapReader(map, $"'retry' of {task.Owner}", task.Diagnostics);
                return (Of(reader), reader.Rest(DocumentKeys.None, DocumentKeys.None));
            case var other:
                task.WrongType("retry", other, "a map with 'attempts', or the number of attempts");
                return default;
        }
    }

    private static Retry Of(MapReader reader)
    {
        if (reader.Node("attempts") is null)
        {
            reader.Missing("attempts", $"Write how often the task is tried in all, from {LeastAttempts} to {Retry.MostAttempts}.");
        }

        var retry = new Retry(Attempts(reader, "attempts"))
        {
            Delay = reader.Duration("delay", LongestDelay) ?? Retry.DefaultDelay,
            MaxDelay = reader.Duration("maxDelay", LongestDelay) ?? Retry.DefaultMaxDelay,
        };
        if (retry.Delay > retry.MaxDelay)
        {
            var (delay, most) = (Duration.Print(retry.Delay), Duration.Print(retry.MaxDelay));
            reader.Diagnostics.Warning(
                DiagnosticCodes.Contradiction,
                reader.PlaceOf("delay"),
                $"'delay' of {reader.Owner} is {delay}, and 'maxDelay' is {most}{(reader.Node("maxDelay") is null ? " when left out" : "")}; no more than {most} is waited.",
                $"Write 'maxDelay: {delay}' or more.");
        }

        return retry;
    }

    private static int Attempts(MapReader reader, string key) => reader.Integer(key, LeastAttempts, LeastAttempts, Retry.MostAttempts);
}
