using System.Collections.Concurrent;
using Slipway.Execution.Notifications;

namespace Slipway.Execution.Tests.Grains;

/// <summary>Sends webhook notifications nowhere, and answers what the test says; taken, unless told.</summary>
internal sealed class ScriptedSender : INoticeSender
{
    private readonly ConcurrentQueue<NoticeAnswer> answers = new();

    public ConcurrentQueue<Notice> Attempts { get; } = new();

    /// <summary>While it is set, attempts hang until the server stops or their time is up.</summary>
    public bool IsStuck { get; set; }

    public NoticeProvider Provider => NoticeProvider.Webhook;

    public void Next(params NoticeAnswer[] next) => Array.ForEach(next, answers.Enqueue);

    public async Task<NoticeAnswer> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (IsStuck)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        Attempts.Enqueue(notice);
        return answers.TryDequeue(out var answer) ? answer : NoticeAnswer.Taken("Taken.", 200);
    }
}
