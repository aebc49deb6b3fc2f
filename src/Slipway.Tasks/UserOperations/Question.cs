using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;
using Slipway.Pipelines.Expressions;

namespace Slipway.Tasks.UserOperations;

/// <summary>Reads what a task asks out of its input.</summary>
internal static class Question
{
    /// <summary>The task's endpoint for mails.</summary>
    public const string MailServer = "emailServer";

    private const int MostNames = 100;
    private const int LongestName = 256;
    private const int LongestSummary = 1_000;
    private const int LongestDescription = 20_000;

    private static readonly TimeSpan Usual = TimeSpan.FromDays(3);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>The question, asked now; or what is wrong with it.</summary>
    public static (UserOperation? Operation, string? Wrong) Read(TaskContext context, DateTimeOffset now)
    {
        var (input, mask) = (context.Input, new SecretMask(context.Secrets));
        var summary = Text(input, "summary").Trim();
        if (summary.Length == 0)
        {
            return (null, "'summary' is blank: it must say what is asked.");
        }

        if (Names(input, "approvers", mask, out var approvers) is { } noApprovers)
        {
            return (null, noApprovers);
        }

        if (Names(input, "approverGroups", mask, out var groups) is { } noGroups)
        {
            return (null, noGroups);
        }

        if (Patience(input) is not { } patience)
        {
            return (null, "'expiration' must be a whole number from 1 that makes at most 3650 days, 'expirationUnit' one of DAYS, HOURS, MINUTES.");
        }

        var mailServer = context.Endpoints.GetValueOrDefault(MailServer) ?? "";
        return (new UserOperation
        {
            Attempt = context.Attempt,
            Project = context.Project,
            PipelineId = context.Execution.PipelineId,
            PipelineName = context.Execution.Name,
            ExecutionIndex = context.Execution.Index,
            Summary = Cut(mask.Mask(summary.ReplaceLineEndings(" ")), LongestSummary),
            Description = Cut(mask.Mask(Text(input, "description").Trim()), LongestDescription),
            Approvers = approvers,
            ApproverGroups = groups,
            RequestedBy = context.RequestedBy,
            RequestedAt = now,
            ExpiresAt = now + patience,
            SendsMail = Flag(input, "sendemail") ?? mailServer.Length > 0,
            MailServer = mailServer,
            CancelsPrevious = Flag(input, "cancelPreviousPendingUserOp") ?? false,
        }, null);
    }

    // A name that came out blank is a mistake: were it left out, the question might be anybody's to answer.
    private static string? Names(JsonObject input, string key, SecretMask mask, out ImmutableArray<string> names)
    {
        names = input[key] switch
        {
            JsonArray all => [.. all.Select(name => mask.Mask(name?.ToString().Trim() ?? ""))],
            JsonValue one when one.ToString().Trim() is { Length: > 0 } name => [mask.Mask(name)],
            _ => [],
        };
        return names.Length > MostNames ? $"'{key}' names {names.Length}; at most {MostNames} can be named."
            : names.Any(name => name.Length is 0) ? $"'{key}' holds a blank: each must be {(key == "approvers" ? "a user name or a mail address" : "the name of a group")}."
            : names.Any(name => name.Length > LongestName) ? $"'{key}' holds a name of more than {LongestName} characters."
            : null;
    }

    private static TimeSpan? Patience(JsonObject input)
    {
        var (count, unit) = Text(input, "expiration").Trim() is { Length: > 0 } given ? (given, Text(input, "expirationUnit").Trim())
            : Text(input, "expirationInDays").Trim() is { Length: > 0 } days ? (days, "DAYS")
            : ("", "");
        if (count.Length == 0)
        {
            return Usual;
        }

        TimeSpan? one = unit.ToUpperInvariant() switch
        {
            "" or "DAYS" => TimeSpan.FromDays(1),
            "HOURS" => TimeSpan.FromHours(1),
            "MINUTES" => TimeSpan.FromMinutes(1),
            _ => null,
        };
        return one is { } length && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Longest / length ? length * number : null;
    }

    private static bool? Flag(JsonObject input, string key) => bool.TryParse(Text(input, key), out var value) ? value : null;

    private static string Text(JsonObject input, string key) => (input[key] as JsonValue)?.ToString() ?? "";

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..most]}…";
}
