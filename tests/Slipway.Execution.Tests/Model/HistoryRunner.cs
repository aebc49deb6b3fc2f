using System.Collections.Concurrent;
using System.Threading.Channels;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Tests.Model;

/// <summary>Says of each attempt what a history says, each time once.</summary>
internal sealed class HistoryRunner(string type, bool takesUp) : ITaskRunner
{
    private readonly ConcurrentDictionary<TaskAttempt, Channel<TaskOutcome>> outcomes = new();

    public string Type => type;

    public bool TakesUp => takesUp;

    public void Say(TaskAttempt attempt, TaskOutcome outcome) => Of(attempt).Writer.TryWrite(outcome);

    public async Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken) => await Of(context.Attempt).Reader.ReadAsync(cancellationToken);

    public Task<TaskOutcome> WithdrawAsync(TaskContext context, CancellationToken cancellationToken) => Task.FromResult<TaskOutcome>(new TaskOutcome.Canceled("Stopped."));

    private Channel<TaskOutcome> Of(TaskAttempt attempt) => outcomes.GetOrAdd(attempt, _ => Channel.CreateUnbounded<TaskOutcome>());
}
