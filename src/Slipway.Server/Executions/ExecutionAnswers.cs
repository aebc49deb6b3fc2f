using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Execution.Admission;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary>What whoever asks for an execution is answered.</summary>
internal static class ExecutionAnswers
{
    /// <summary>The most characters that a free text may have.</summary>
    public const int MaxTextLength = 4096;

    private const int MostTags = 20;
    private const int LongestTag = 100;

    /// <summary>202 with the execution, or why there is none.</summary>
    public static IResult Of(HttpContext context, AdmissionResult result, string comments, JsonObject input, string[] tags) => result switch
    {
        AdmissionResult.Admitted admitted => Results.Json(
            new Answer(admitted.Id.ToString(), admitted.Index, ExecutionDocument.LinkOf(admitted.Id), comments, input, Source: "", tags),
            statusCode: StatusCodes.Status202Accepted),
        AdmissionResult.Refused refused => ApiError.BadRequest(context, refused.Reason),
        var other => throw new InvalidOperationException($"Admission answered {other}."),
    };

    /// <summary>Why a free text is not taken; null when it is.</summary>
    public static IResult? TooLong(HttpContext context, string field, string? text) =>
        text?.Length > MaxTextLength ? ApiError.BadRequest(context, $"{field}: has {text.Length} characters; at most {MaxTextLength} are kept.") : null;

    /// <summary>Why the words to find an execution by are not taken; null when they are.</summary>
    public static IResult? Unfit(HttpContext context, string[]? tags) =>
        tags?.Length > MostTags ? ApiError.BadRequest(context, $"tags: has {tags.Length}; at most {MostTags} are kept.")
        : tags?.Any(tag => tag is not { Length: > 0 and <= LongestTag } || tag.Any(char.IsControl)) is true ? ApiError.BadRequest(context, $"tags: each is a text of 1 to {LongestTag} characters on one line.")
        : null;

    /// <summary>As <c>cs-cli</c> reads it (<c>CodeStreamCreateExecutionResponse</c>).</summary>
    private sealed record Answer(string ExecutionId, int ExecutionIndex, string ExecutionLink, string Comments, JsonObject Input, string Source, string[] Tags);
}
