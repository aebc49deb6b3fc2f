using Slipway.Execution.Recovery;

namespace Slipway.Execution.UserOperations;

/// <summary>Answers whose tasks were never told of them, and questions that nobody waits for any more.</summary>
internal sealed class OpenUserOperations(Approvals approvals) : IRecoverable
{
    public string Name => "User operations";

    public Task WakeAsync(CancellationToken cancellationToken) => approvals.MendAsync(cancellationToken);
}
