using System.Text.Json.Nodes;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;
using Slipway.Pipelines.Expressions;

namespace Slipway.Tasks.UserOperations;

/// <summary>The <c>UserOperation</c> task: asks people, and waits until one of those who may has approved or rejected, or the time is up.</summary>
internal sealed class UserOperationTask(Approvals approvals, ApproverMail mail, TimeProvider clock) : ITaskRunner
{
    /// <inheritdoc/>
    public string Type => "UserOperation";

    /// <inheritdoc/>
    public bool TakesUp => true;

    /// <inheritdoc/>
    public async Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        if (await approvals.FindAsync(context.Attempt, cancellationToken) is not { } operation)
        {
            var (asked, wrong) = Question.Read(context, clock.GetUtcNow());
            if (asked is null)
            {
                return new TaskOutcome.Failed(wrong!) { IsFinal = true };
            }

            operation = await approvals.AskAsync(asked, cancellationToken);
        }

        if (operation is { Closing: null, Notice: null })
        {
            context.Report($"Waits for {Whom(operation)}.");
            if (operation.CancelsPrevious)
            {
                await approvals.CancelOlderAsync(operation, cancellationToken);
            }

            // Before it is noted: after a crash in between, people are told twice rather than never.
            operation = await approvals.NoteAsync(operation, await mail.SendAsync(operation, cancellationToken), cancellationToken);

            // Somebody may have been faster than the mail.
            operation = await approvals.FindAsync(context.Attempt, cancellationToken) ?? operation;
        }

        if (operation.Closing is null && operation.ExpiresAt <= clock.GetUtcNow())
        {
            operation = await approvals.ExpireAsync(operation, cancellationToken);
        }

        if (operation.Closing is not { } closing)
        {
            return new TaskOutcome.Awaits($"{Waiting(operation)}{After(operation.Notice)}", operation.ExpiresAt, Output(operation)) { IsForPeople = true };
        }

        await approvals.SettleAsync(operation, cancellationToken);
        return Told(operation, closing, new SecretMask(context.Secrets));
    }

    /// <inheritdoc/>
    public async Task<TaskOutcome> WithdrawAsync(TaskContext context, CancellationToken cancellationToken)
    {
        if (await approvals.FindAsync(context.Attempt, cancellationToken) is not { } operation)
        {
            return new TaskOutcome.Canceled("Canceled before anybody was asked.");
        }

        operation = await approvals.CloseAsync(operation, UserOperationStatus.Canceled, $"{operation.Execution} does not wait for it any more.", cancellationToken);
        await approvals.SettleAsync(operation, cancellationToken);
        return new TaskOutcome.Canceled(operation.Closing is { By: { Length: > 0 } by } closing
            ? $"Canceled; {by} had {closing.Status.Wire().ToLowerInvariant()} it."
            : "Canceled; nobody is asked any more.");
    }

    private static TaskOutcome Told(UserOperation operation, Closing closing, SecretMask mask) => closing.Status switch
    {
        UserOperationStatus.Approved => new TaskOutcome.Completed(Output(operation), $"Approved by {closing.By}{Words(closing, mask)}"),
        UserOperationStatus.Rejected => new TaskOutcome.Failed($"Rejected by {closing.By}{Words(closing, mask)}", Output(operation)) { IsFinal = true },
        UserOperationStatus.Expired => new TaskOutcome.Failed($"Expired. {closing.Message} Who may answer: {operation.WhoMayAnswer()}.", Output(operation)) { IsFinal = true },
        _ => new TaskOutcome.Failed($"Canceled. {closing.Message}", Output(operation)) { IsFinal = true },
    };

    private static string Words(Closing closing, SecretMask mask) => closing.Message.Length == 0 ? "." : $": {mask.Mask(closing.Message).TrimEnd('.')}.";

    private static string Waiting(UserOperation operation) => $"Waits for {Whom(operation)} until {operation.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {operation.Summary}";

    private static string Whom(UserOperation operation) => $"an answer of {operation.WhoMayAnswer()}";

    private static string After(string? notice) => string.IsNullOrEmpty(notice) ? "" : $" {notice}";

    private static JsonObject Output(UserOperation operation)
    {
        var output = new JsonObject { ["index"] = operation.Index, ["userOperationId"] = operation.Id.ToString(), ["status"] = operation.Status.Wire() };
        if (operation.Closing is { } closing)
        {
            output["comments"] = closing.Message;
            output["respondedBy"] = closing.By;
            output["respondedByEmail"] = closing.Email;
            output["respondedOnInMicros"] = (closing.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            output["responderRoles"] = new JsonArray([.. closing.Roles.Select(role => JsonValue.Create(role))]);
        }

        return output;
    }
}
