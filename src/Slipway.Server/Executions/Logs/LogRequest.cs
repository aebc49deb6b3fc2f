using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Slipway.Execution.Logs;
using Slipway.Server.Api;

namespace Slipway.Server.Executions.Logs;

/// <summary>What is asked for of an execution's log, as it stands in the query of the address.</summary>
/// <param name="Query">Which part.</param>
/// <param name="IsJson">Whether it is for a program.</param>
/// <param name="IsFollowed">Whether what comes later is asked for, too.</param>
/// <param name="IsWhole">Whether all of it is asked for, and not one page.</param>
/// <param name="IsPlain">Whether colours are to be left out.</param>
/// <param name="IsFile">Whether a browser is to keep it as a file.</param>
internal sealed record LogRequest(LogQuery Query, bool IsJson, bool IsFollowed, bool IsWhole, bool IsPlain, bool IsFile)
{
    private const int DefaultLines = 1000;
    private const int MostLines = 10_000;

    // Where a stream broke off, as EventSource tells it (HTML, server-sent events).
    private const string LastEventId = "Last-Event-ID";

    private static readonly string[] Known = ["stage", "task", "attempt", "format", "after", "before", "from", "lines", "follow", "colours", "download"];

    /// <summary>The request, or what is wrong with it.</summary>
    public static (LogRequest? Request, IResult? Refusal) Read(HttpContext context)
    {
        try
        {
            var request = Read(context.Request);
            return request.IsFollowed && (request.Query.FromEnd || request.Query.Before is not null || !request.IsWhole)
                ? (null, ApiError.BadRequest(context, "follow: what is followed goes on without end; leave out from, before and lines."))
                : (request, null);
        }
        catch (BadHttpRequestException e)
        {
            return (null, ApiError.BadRequest(context, e.Message));
        }
    }

    /// <summary>The query of the page behind, or before, what was given.</summary>
    public string NextQuery(LogPage page) => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["stage"] = Query.Stage,
        ["task"] = Query.Task,
        ["attempt"] = Query.Attempt?.ToString(CultureInfo.InvariantCulture),
        ["format"] = IsJson ? "json" : "text",
        ["lines"] = Query.Lines.ToString(CultureInfo.InvariantCulture),
        ["colours"] = IsPlain ? "false" : null,
        ["from"] = Query.FromEnd ? "end" : null,
        ["before"] = Query.FromEnd ? page.Chunks[0].Position.ToString(CultureInfo.InvariantCulture) : null,
        ["after"] = Query.FromEnd ? null : page.Chunks[^1].Position.ToString(CultureInfo.InvariantCulture),
    }.Where(pair => pair.Value is not null));

    private static LogRequest Read(HttpRequest request)
    {
        if (request.Query.Keys.FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
        {
            throw new BadHttpRequestException($"{Shortened(unknown)}: there is no such parameter. There are: {string.Join(", ", Known)}.");
        }

        var isFollowed = Flag(request, "follow", false);
        var isJson = Choice(request, "format", "text", "json") is "json";
        var query = new LogQuery
        {
            Stage = Text(request, "stage"),
            Task = Text(request, "task"),
            Attempt = (int?)Number(request, "attempt", 1, int.MaxValue),
            After = (isFollowed && request.Headers.TryGetValue(LastEventId, out var last) ? Parse(LastEventId, last.ToString(), 0, long.MaxValue) : null) ?? Number(request, "after", 0, long.MaxValue) ?? 0,
            Before = Number(request, "before", 1, long.MaxValue),
            FromEnd = Choice(request, "from", "start", "end") is "end",
            Lines = (int?)Number(request, "lines", 1, MostLines) ?? DefaultLines,
        };
        return new LogRequest(
            query,
            isJson,
            isFollowed,
            IsWhole: (!isJson || isFollowed) && !request.Query.ContainsKey("lines") && !query.FromEnd,
            IsPlain: !Flag(request, "colours", true),
            IsFile: Flag(request, "download", false));
    }

    private static string? Text(HttpRequest request, string name) => request.Query.TryGetValue(name, out var text) && text.ToString() is { Length: > 0 } given ? given : null;

    private static bool Flag(HttpRequest request, string name, bool otherwise) => Choice(request, name, otherwise ? "true" : "false", otherwise ? "false" : "true") is "true";

    private static string Choice(HttpRequest request, string name, string usual, string other) => Text(request, name)?.ToLowerInvariant() switch
    {
        null => usual,
        var given when given == usual || given == other => given,
        var given => throw new BadHttpRequestException($"{name}: '{Shortened(given)}' is neither {usual} nor {other}."),
    };

    private static long? Number(HttpRequest request, string name, long least, long most) => Text(request, name) is { } text ? Parse(name, text, least, most) : null;

    private static long? Parse(string name, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new BadHttpRequestException($"{name}: '{Shortened(text)}' is no whole number from {least}{(most <= int.MaxValue ? $" to {most}" : "")}.");

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
