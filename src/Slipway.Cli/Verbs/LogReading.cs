using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Output;

namespace Slipway.Cli.Verbs;

/// <summary>Shows the log of an execution: lines for people, chunks of lines as JSON for programs, one on a line.</summary>
internal static class LogReading
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a server that was there may be away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Shows what is there.</summary>
    /// <param name="session">The server.</param>
    /// <param name="path">The log in the API, with a query.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task ReadAsync(Session session, string path, CancellationToken cancellationToken)
    {
        if (session.Printer.Format is OutputFormat.Json)
        {
            for (var page = $"{path}&format=json&lines=5000"; page is not null;)
            {
                var answer = await session.Client.GetAsync(page, cancellationToken);
                foreach (var chunk in answer["chunks"] as JsonArray ?? [])
                {
                    await session.Printer.WriteAsync($"{chunk!.ToJsonString()}\n", cancellationToken);
                }

                page = answer["_next"]?.GetValue<string>();
            }

            return;
        }

        using var reader = new StreamReader(await session.Client.StreamAsync(path, null, cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            await session.Shell.Output.WriteLineAsync(Coloured.Text(line, session.Shell.HasColours).AsMemory(), cancellationToken);
        }

        await session.Shell.Output.FlushAsync(cancellationToken);
    }

    /// <summary>Shows what is there and what comes, until the execution has ended. A connection that breaks is made again, and nothing is missed or shown twice.</summary>
    public static async Task FollowAsync(Session session, string path, CancellationToken cancellationToken)
    {
        var (time, format) = (session.Shell.Time, session.Printer.Format is OutputFormat.Json ? "json" : "text");
        string? last = null;
        for (long? seen = null; ; await Task.Delay(Pause, time, cancellationToken))
        {
            try
            {
                await using var stream = await session.Client.StreamAsync($"{path}&follow=true&format={format}", last, cancellationToken);
                var events = SseParser.Create(stream);
                seen = time.GetTimestamp();
                await foreach (var message in events.EnumerateAsync(cancellationToken))
                {
                    if (message.EventType is "end")
                    {
                        return;
                    }

                    await ShowAsync(session, message.Data, cancellationToken);
                    (last, seen) = (events.LastEventId, time.GetTimestamp());
                }
            }
            catch (Exception e) when (e is IOException or CommandException && seen is { } moment && time.GetElapsedTime(moment) < Patience)
            {
                // The server is started again, perhaps. It is told where this has come to.
            }
        }
    }

    private static async Task ShowAsync(Session session, string data, CancellationToken cancellationToken)
    {
        foreach (var line in data.Split('\n'))
        {
            await session.Shell.Output.WriteLineAsync((session.Printer.Format is OutputFormat.Json ? Json(line) : Coloured.Text(line, session.Shell.HasColours)).AsMemory(), cancellationToken);
        }

        await session.Shell.Output.FlushAsync(cancellationToken);
    }

    private static string Json(string data)
    {
        try
        {
            return JsonNode.Parse(data)!.ToJsonString();
        }
        catch (JsonException)
        {
            throw new CommandException("the log does not come as the JSON of an API. Is this a Slipway server?");
        }
    }
}
